import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";

const fixture = fileURLToPath(new URL("./service.fixture.ts", import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
});

type Line = { level: string; time: string; service: string; msg: string; address?: string; hook?: string };

/** Starts the fixture; `lines` fills with its log while it runs. */
function start(environment: Record<string, string> = {}, options: string[] = []) {
  const child = spawn(process.execPath, [fixture, ...options], {
    env: { PATH: process.env.PATH, GREETING: "hello", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (errors += chunk));
  const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
  const lines = (): Line[] =>
    output
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const until = async (message: string): Promise<Line> => {
    for (;;) {
      const line = lines().find(({ msg }) => msg === message);
      if (line) return line;
      if (child.exitCode !== null) throw new Error(`exited before "${message}": ${output}${errors}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { child, exited, lines, until, output: () => output, errors: () => errors };
}

describe("a service that runs", () => {
  test("serves its routes, its health and its metrics, and logs JSON with level and ISO time", async () => {
    const service = start();
    const { address, ...line } = await service.until("started");
    expect(line).toMatchObject({ level: "info", service: "example" });
    expect(new Date(line.time).toISOString()).toBe(line.time);

    const live = await fetch(`${address}/health/live`);
    expect([live.status, ((await live.json()) as { status: string }).status]).toEqual([200, "live"]);
    const notReady = await fetch(`${address}/health/ready`);
    expect(notReady.status).toBe(503);
    expect(await notReady.json()).toEqual({ status: "not ready", reasons: { streams: "starting" } });
    await fetch(`${address}/run`);
    const ready = await fetch(`${address}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: "ready", reasons: {} }]);

    for (const path of ["/greet/%ff", "/%"]) {
      const refused = await fetch(address + path);
      expect([refused.status, await refused.json()]).toMatchObject([400, { code: "REQUEST_INVALID" }]);
    }

    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toContain('touchline_streams_state{state="running",service="example"} 1');
    expect(metrics).toContain('touchline_streams_state{state="starting",service="example"} 0');
    expect(metrics).toMatch(/^process_cpu_seconds_total/m);
    expect(await (await fetch(`${address}/greet`)).text()).toBe("hello");
    expect(service.errors()).toBe("");
  });

  test("stops its parts in reverse order on SIGTERM and exits with 0, kept-alive connections or not", async () => {
    const service = start();
    const { address } = await service.until("started");
    await fetch(`${address}/greet`, { headers: { connection: "keep-alive" } });
    const askedAt = Date.now();
    service.child.kill("SIGTERM");
    expect(await service.exited).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(1_000);
    const said = service.lines().map(({ msg }) => msg);
    expect(said.slice(said.indexOf("stopping"))).toEqual(["stopping", "reader closed", "store closed", "stopped"]);
  });

  test("gives up on a part that hangs and says which", async () => {
    const service = start({ BEHAVIOUR: "hang" });
    await service.until("started");
    service.child.kill("SIGINT");
    expect(await service.exited).toBe(1);
    expect(service.lines().at(-1)).toMatchObject({ level: "fatal", hook: "reader" });
  });

  test("ends at once on a second signal", async () => {
    const service = start({ BEHAVIOUR: "hang" });
    await service.until("started");
    service.child.kill("SIGINT");
    await service.until("stopping");
    service.child.kill("SIGINT");
    expect(await service.exited).toBe(1);
    expect(service.lines().at(-1)).toMatchObject({ msg: "stopping" });
  });
});

describe("a service that cannot go on", () => {
  test("logs why, stops its parts and exits with 1 when one of them fails", async () => {
    const service = start();
    const { address } = await service.until("started");
    await fetch(`${address}/fail`).catch(() => undefined);
    expect(await service.exited).toBe(1);
    const said = service.lines();
    expect(JSON.stringify(said.find(({ level }) => level === "fatal"))).toContain("fenced by another owner");
    expect(said.map(({ msg }) => msg)).toContain("store closed");
  });

  test("exits with 1 when it cannot start", async () => {
    const service = start({ BEHAVIOUR: "fail-start" });
    expect(await service.exited).toBe(1);
    expect(service.output()).toContain("the broker is out of reach");
  });

  test("exits with 1 on a rejection that nothing handles", async () => {
    const service = start({ BEHAVIOUR: "reject" });
    expect(await service.exited).toBe(1);
    expect(service.output()).toContain("nobody looked");
  });

  test("says which address is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const service = start({ HTTP_PORT: String(port) });
    expect(await service.exited).toBe(1);
    expect(service.output()).toContain(`127.0.0.1:${port} is taken: set HTTP_HOST and HTTP_PORT`);
    taken.close();
  });
});

describe("the command line", () => {
  test("--check-config prints what takes effect, without secrets", async () => {
    const environment = {
      API_KEY: "k3y",
      KAFKA_BROKERS: "one:9092, two:9092",
      KAFKA_SASL_MECHANISM: "scram-sha-512",
      KAFKA_SASL_USERNAME: "touchline",
      KAFKA_SASL_PASSWORD: "pa55",
      SCHEMA_REGISTRY_URL: "http://user:pa55@registry:8081",
    };
    const service = start(environment, ["--check-config"]);
    expect(await service.exited).toBe(0);
    expect(service.output()).not.toMatch(/k3y|pa55/);
    expect(JSON.parse(service.output())).toMatchObject({
      GREETING: "hello",
      API_KEY: "(set, secret)",
      KAFKA_BROKERS: ["one:9092", "two:9092"],
      KAFKA_SASL_USERNAME: "touchline",
      KAFKA_SASL_PASSWORD: "(set, secret)",
      SCHEMA_REGISTRY_URL: "http://user:(secret)@registry:8081",
      HTTP_HOST: "127.0.0.1",
    });
  });

  test("a wrong environment names every variable that is wrong and exits with 78", async () => {
    const environment = { GREETING: "", KAFKA_BROKERS: "nowhere", HTTP_PORT: "eighty", KAFKA_SASL_USERNAME: "someone" };
    const service = start(environment, ["--check-config"]);
    expect(await service.exited).toBe(78);
    expect(service.errors()).toContain("CONFIG_INVALID");
    expect(service.errors()).toContain("GREETING: is missing (What to say.)");
    expect(service.errors()).toContain("KAFKA_BROKERS: expected host:port");
    for (const name of ["HTTP_PORT", "KAFKA_SASL_MECHANISM", "KAFKA_SASL_PASSWORD"]) {
      expect(service.errors()).toContain(`${name}: `);
    }
  });

  test("--help lists the variables with their defaults", async () => {
    const service = start({}, ["--help"]);
    expect(await service.exited).toBe(0);
    expect(service.output()).toContain("GREETING (required)\n      What to say.");
    expect(service.output()).toContain("KAFKA_BROKERS (default 127.0.0.1:9092)");
    expect(service.output()).toContain("KAFKA_SASL_PASSWORD (not set)");
    expect(service.output().match(/HTTP_PORT/g)).toHaveLength(1);
  });

  test("an unknown option exits with 64", async () => {
    const service = start({}, ["--verbose"]);
    expect(await service.exited).toBe(64);
    expect(service.errors()).toContain("--verbose: no such option");
  });
});
