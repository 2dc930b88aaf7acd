import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import type { z } from "zod";
import { type ConfigOf, readConfig } from "./config.ts";
import { help, printableConfig } from "./config-report.ts";
import { PlatformError } from "./error.ts";
import { type Check, Health } from "./health.ts";
import { type Logger, openLog } from "./log.ts";
import { type Metrics, openMetrics } from "./metrics.ts";
import { Shutdown } from "./shutdown.ts";

/** Longest part of an address: a key of a store, with all of it escaped. */
const keyLengthMax = 2_000;

/** What a service is handed when it starts. */
export interface Service<Config> {
  readonly name: string;
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Serves /metrics, /health/live and /health/ready; listens once `start` has returned, so routes are added in it. */
  readonly http: FastifyInstance;
  /** Stops a part of the service. Parts stop in the reverse order of their registration, one after another. */
  onStop(label: string, stop: () => unknown): void;
  /** Adds a check to /health/ready: true, or why not. */
  readiness(label: string, check: Check): void;
  /** The service cannot go on: logs why, stops its parts in order and exits with 1. */
  fail(error: unknown): void;
}

export interface ServiceSpec<S extends z.ZodObject> {
  readonly name: string;
  /** One sentence for `--help`. */
  readonly about?: string;
  /** The service's own variables, each with a description; those of `baseConfig` come on top. */
  readonly config: S;
  /** Longest time that stopping may take before the process gives up and exits with 1. */
  readonly stopWithinMs?: number;
  readonly start: (service: Service<ConfigOf<S>>) => Promise<void>;
}

/**
 * Runs a service in this process until SIGINT or SIGTERM: reads its configuration, starts it, listens, and stops it in
 * order. A second signal ends the process at once. Exit codes: 0 stopped as asked, 1 failed, 64 unknown option,
 * 78 wrong configuration.
 */
export async function runService<S extends z.ZodObject>(spec: ServiceSpec<S>): Promise<void> {
  const config = configFromCommandLine(spec);
  const log = openLog(spec.name, config.LOG_LEVEL as string);
  const metrics = openMetrics(spec.name);
  const health = new Health();
  const http = Fastify({ frameworkErrors: refuseAddress, routerOptions: { maxParamLength: keyLengthMax } });
  const shutdown = new Shutdown(log, spec.stopWithinMs ?? 10_000, (code) => process.exit(code));
  const fail = (error: unknown): void => {
    if (!shutdown.stopping) log.fatal({ err: error }, "the service cannot go on");
    void shutdown.run(1);
  };
  const crash = (err: unknown): void => {
    log.fatal({ err }, "an error that nothing handles: ending at once");
    process.exit(1);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (shutdown.stopping) process.exit(1);
      log.info({ signal }, "stopping");
      void shutdown.run(0);
    });
  }

  let started = false;
  health.check("service", () => (shutdown.stopping ? "stopping" : started || "starting"));
  health.routes(http);
  http.get("/metrics", async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  shutdown.onStop("http", async () => {
    health.close();
    // A keep-alive connection that never falls idle must not hold up the exit.
    const impatience = setTimeout(() => http.server.closeAllConnections(), 1_000);
    await http.close();
    clearTimeout(impatience);
  });

  try {
    await spec.start({
      name: spec.name,
      config,
      log,
      metrics,
      http,
      onStop: (label, stop) => shutdown.onStop(label, stop),
      readiness: (label, check) => health.check(label, check),
      fail,
    });
    if (shutdown.stopping) return;
    const address = await listen(http, String(config.HTTP_HOST), Number(config.HTTP_PORT));
    started = true;
    log.info({ address }, "started");
  } catch (error) {
    fail(error);
  }
}

/** Answers `--help` and `--check-config` and ends the process; otherwise the configuration. */
function configFromCommandLine<S extends z.ZodObject>(spec: ServiceSpec<S>): ConfigOf<S> {
  const options = process.argv.slice(2);
  try {
    const unknown = options.find((option) => !["--help", "--check-config"].includes(option));
    if (unknown !== undefined) throw new PlatformError("OPTION_UNKNOWN", `${unknown}: no such option; see --help`);
    if (options.includes("--help")) {
      process.stdout.write(help(spec.name, spec.about ?? "a service of Touchline", spec.config));
      process.exit(0);
    }
    const config = readConfig(spec.config, process.env);
    if (options.includes("--check-config")) {
      process.stdout.write(`${printableConfig(spec.config, config)}\n`);
      process.exit(0);
    }
    return config;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    process.stderr.write(`${spec.name}: ${error.code}: ${error.message}\n`);
    process.exit(error.exitCode);
  }
}

async function listen(http: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await http.listen({ host, port });
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === "EADDRINUSE" ? "is taken" : `is not usable (${String(cause)})`;
    throw new PlatformError("HTTP_ADDRESS_UNUSABLE", `${host}:${port} ${why}: set HTTP_HOST and HTTP_PORT`, { cause });
  }
}

/** An address that no route can be looked up for, e.g. with `%ff` in it, is answered like every other refusal. */
function refuseAddress(error: FastifyError, _: unknown, reply: FastifyReply): void {
  reply.code(400).send({ code: "REQUEST_INVALID", message: `${error.message}: correct the address.` });
}
