import { rm } from "node:fs/promises";
import { join } from "node:path";
import { applyTopicsTo, download, expectFree, startPlatform, stopAll } from "@touchline/local";
import { backfilled } from "./backfill.ts";
import type { Elsewhere, StartOptions } from "./command.ts";
import { isTakenOver } from "./hand-over.ts";
import { Keeper } from "./keeper.ts";
import { buildPage } from "./page.ts";
import { expectNotRunning, removeRunning, writeRunning } from "./running.ts";
import { environmentOf, serviceNames } from "./services.ts";
import { Steps, seconds } from "./steps.ts";
import { stopRequest } from "./stop-request.ts";

/** Starts everything, and stays until it is asked to stop or something cannot go on. Gives the exit code. */
export async function run(options: StartOptions, elsewhere: Elsewhere | undefined): Promise<number> {
  const steps = new Steps();
  const asked = stopRequest();
  const stack = new Stack();
  let held = false;
  let inOrder = false;
  try {
    await expectNotRunning(options.data);
    await expectPortsFree(options, elsewhere);
    await writeRunning(options.data, { pid: process.pid, page: "", environment: {}, processes: {}, services: {} });
    held = true;
    await Promise.race([start(options, elsewhere, steps, stack), stack.failed, asked]);
    await Promise.race([stack.failed, asked]);
    inOrder = true;
    return 0;
  } finally {
    steps.progressDone();
    const startedAt = performance.now();
    if (held) steps.say("Stopping ...");
    if (inOrder) await stack.stop();
    else await stack.stopAtOnce();
    await stopAll();
    if (held) await removeRunning(options.data);
    if (held) steps.say(`Stopped in ${seconds(performance.now() - startedAt)}.`);
  }
}

/** What runs, in the order of its start; it stops in the reverse one. */
class Stack {
  readonly #parts: (() => Promise<void>)[] = [];
  fail: (error: Error) => void = () => {};
  /** Rejects when something cannot go on. */
  readonly failed = new Promise<never>((_, reject) => {
    this.fail = reject;
  });

  constructor() {
    // Looked at only once everything runs: a failure before that must not count as one that nobody handles.
    this.failed.catch(() => {});
  }

  push(stop: () => Promise<void>): void {
    this.#parts.push(stop);
  }

  async stop(): Promise<void> {
    for (let stop = this.#parts.pop(); stop !== undefined; stop = this.#parts.pop()) await stop();
  }

  /** After a failure: whoever waits for something that is gone would hold up the others. */
  async stopAtOnce(): Promise<void> {
    await Promise.all(this.#parts.splice(0).map((stop) => stop()));
  }
}

async function start(
  options: StartOptions,
  elsewhere: Elsewhere | undefined,
  steps: Steps,
  stack: Stack,
): Promise<void> {
  const startedAt = performance.now();
  const { data } = options;
  if (options.reset) {
    const ours = ["kafka", "registry", "logs"].map((name) => rm(join(data, name), { recursive: true, force: true }));
    await steps.step("Local data dropped", () => Promise.all(ours));
  }
  const [environment] = await Promise.all([
    elsewhere ?? startHere(options, steps, stack),
    steps.step("Page built", buildPage),
  ]);
  await steps.step("Topics and schemas applied", () =>
    applyTopicsTo(elsewhere === undefined ? environment : { ...process.env, ...elsewhere }),
  );

  const page = `http://127.0.0.1:${options.port}/`;
  const processes: Record<string, number> = {};
  const tell = () =>
    writeRunning(data, {
      pid: process.pid,
      page,
      environment: { ...environment },
      processes,
      services: Object.fromEntries(serviceNames.map((name) => [name, { environment: environmentOf(name, options) }])),
    });
  const keepers = serviceNames.map((name) => {
    const service = { name, folder: data, environment: { ...environment, ...environmentOf(name, options) } };
    return new Keeper({
      service,
      say: (line) => steps.say(line),
      onStart: ({ pid }) => {
        processes[name] = pid;
        void tell();
      },
      onGiveUp: stack.fail,
      isTakenOver: () => isTakenOver(data, name),
    });
  });
  for (const keeper of keepers) stack.push(() => keeper.stop());
  await tell();
  await Promise.all(keepers.map((keeper) => steps.step(`${keeper.name} ready`, () => keeper.start())));
  await steps.step("Past results in Kafka", () => backfilled(data, steps));
  steps.say(
    `Everything runs after ${seconds(performance.now() - startedAt)}; Ctrl-C stops it. Logs are in ${join(data, "logs")}.`,
  );
  const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL } = environment;
  steps.say(`For other programs: KAFKA_BROKERS=${KAFKA_BROKERS} SCHEMA_REGISTRY_URL=${SCHEMA_REGISTRY_URL}`);
  process.stdout.write(`${page}\n`);
}

async function startHere(options: StartOptions, steps: Steps, stack: Stack): Promise<Elsewhere> {
  const { data } = options;
  const label = "Kafka and the registry, download";
  const onProgress = (bytes: number, of: number) => steps.progress(label, bytes / 1e6, of / 1e6, "MB");
  await steps.step("Kafka and the registry are here", () =>
    download({ onProgress }).finally(() => steps.progressDone()),
  );
  const platform = await steps.step("Kafka and the registry started", () =>
    startPlatform({
      folder: data,
      topics: false,
      kafkaPort: options["kafka-port"],
      registryPort: options["registry-port"],
    }),
  );
  stack.push(() => platform.stop());
  platform.ended.then(stack.fail);
  return platform.environment;
}

const needs = {
  port: "the page",
  "ingest-port": "ingest",
  "features-port": "features",
  "predictor-port": "the predictor",
  "alerts-port": "alerts",
  "kafka-port": "Kafka",
  "registry-port": "the schema registry",
} as const;

async function expectPortsFree(options: StartOptions, elsewhere: Elsewhere | undefined): Promise<void> {
  for (const [name, what] of Object.entries(needs) as [keyof typeof needs, string][]) {
    const isElsewhere = elsewhere !== undefined && (name === "kafka-port" || name === "registry-port");
    if (!isElsewhere) await expectFree(options[name], what, `--${name}`);
  }
}
