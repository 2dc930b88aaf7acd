import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expectFree, root } from "@touchline/local";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { startOptions } from "./command.ts";
import type { Running } from "./running.ts";

const base = mkdtempSync(join(tmpdir(), "touchline-start-"));
const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const portOptions = Object.keys(startOptions).filter((name) => name.endsWith("port"));

async function freePorts(): Promise<Record<string, number>> {
  const servers = portOptions.map(() => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return Object.fromEntries(portOptions.map((name, index) => [name, ports[index] as number]));
}

/** Runs `npm start` as the script does, with ports and a data folder of its own. */
async function npmStart(data: string, given?: Record<string, number>, environment: Record<string, string> = {}) {
  const ports = given ?? (await freePorts());
  const flags = Object.entries(ports).flatMap(([name, port]) => [`--${name}`, String(port)]);
  const { KAFKA_BROKERS: _, SCHEMA_REGISTRY_URL: __, ...env } = process.env;
  const args = [join(root, "bin/touchline.mjs"), "start", "--data", data, "--matches", "1", ...flags];
  const child = spawn(process.execPath, args, { env: { ...env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  const exited = once(child, "close").then(([code, signal]) => (signal === "SIGINT" ? 130 : (code as number | null)));
  const until = async (condition: () => boolean) => {
    while (!condition()) {
      if (child.exitCode !== null) throw new Error(`ended early: ${errors}`);
      await sleep(50);
    }
  };
  return { child, ports, exited, until, output: () => output, errors: () => errors };
}

/** Nothing of ours listens any more. What a killed parent leaves has a few seconds to notice. */
async function expectNothingLeft(ports: Record<string, number>, withinMs = 0): Promise<void> {
  const all = () => Promise.all(Object.entries(ports).map(([name, port]) => expectFree(port, name)));
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(200)) {
    if (
      await all().then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await all();
}

const runningIn = (data: string): Running => JSON.parse(readFileSync(join(data, "platform.json"), "utf8"));

describe("npm start", () => {
  test("prints the page's address alone, starts a killed service again, refuses a twin, and ends on Ctrl-C", async () => {
    const data = join(base, "whole");
    const first = await npmStart(data);
    await first.until(() => first.output() !== "");
    const page = `http://127.0.0.1:${first.ports.port}/`;
    expect(first.output()).toBe(`${page}\n`);
    expect((await fetch(page)).headers.get("content-type")).toMatch(/text\/html/);
    expect(runningIn(data).page).toBe(page);
    const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL } = runningIn(data).environment;
    expect(first.errors()).toContain(`KAFKA_BROKERS=${KAFKA_BROKERS} SCHEMA_REGISTRY_URL=${SCHEMA_REGISTRY_URL}\n`);

    const knownOfAnyMatch = async () => {
      const { matches } = (await (await fetch(`${page}v1/matches`)).json()) as { matches: { matchId: string }[] };
      return (await fetch(`${page}v1/features/${matches[0]?.matchId}`)).json();
    };
    const known = { features: expect.any(Object), state: { phase: expect.any(String) } };
    await expect.poll(knownOfAnyMatch, { timeout: 30_000, interval: 200 }).toMatchObject(known);

    const twin = await npmStart(data);
    expect(await twin.exited).toBe(1);
    expect(twin.errors()).toContain(`Touchline is running already at ${page}`);
    expect(twin.output()).toBe("");

    const predictor = runningIn(data).processes.predictor as number;
    process.kill(-predictor, "SIGKILL");
    await first.until(() => /predictor ended \(SIGKILL.*starting it again/.test(first.errors()));
    const health = `http://127.0.0.1:${first.ports["predictor-port"]}/health/ready`;
    let isReady = false;
    await first.until(() => {
      fetch(health).then(
        ({ ok }) => (isReady = ok),
        () => {},
      );
      return isReady;
    });

    first.child.kill("SIGINT");
    expect(await first.exited).toBe(0);
    expect(first.errors()).toMatch(/Stopped in [\d.]+ s\.\n$/);
    await expectNothingLeft(first.ports);
    expect(() => runningIn(data)).toThrow(/ENOENT/);
  });

  test.each([500, 1_500, 3_000, 5_000])("interrupted after %d ms leaves nothing running", async (delayMs) => {
    const { child, exited, ports } = await npmStart(join(base, `interrupted-${delayMs}`));
    await sleep(delayMs);
    child.kill("SIGINT");
    // 130 where the signal was quicker than the first line of ours.
    expect([0, 130]).toContain(await exited);
    await expectNothingLeft(ports);
  });

  test("leaves one service to npm run dev for as long as that runs", async () => {
    const data = join(base, "whole");
    const first = await npmStart(data);
    await first.until(() => first.output() !== "");
    const args = [join(root, "bin/touchline.mjs"), "dev", "predictor", "--data", data];
    const dev = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    started.push(dev);
    let log = "";
    dev.stdout.setEncoding("utf8").on("data", (text) => (log += text));
    await first.until(() => log.includes('"msg":"started"'));
    expect(first.errors()).toContain("predictor is run by npm run dev for now.");
    expect(log).toContain(`"address":"http://127.0.0.1:${first.ports["predictor-port"]}"`);

    dev.kill("SIGINT");
    await first.until(() => first.errors().includes("predictor is run from here again."));
    first.child.kill("SIGINT");
    expect(await first.exited).toBe(0);
    await expectNothingLeft(first.ports);
  });

  test("killed outright leaves nothing running either", async () => {
    const { child, ports, until, output } = await npmStart(join(base, "killed"));
    await until(() => output() !== "");
    child.kill("SIGKILL");
    await expectNothingLeft(ports, 20_000);
  });

  test("says which service does not start, and why", async () => {
    const { exited, errors, ports } = await npmStart(join(base, "wrong"), undefined, { EDGE_HEARTBEAT_MS: "often" });
    expect(await exited).toBe(1);
    expect(errors()).toMatch(/The edge service did not start \(.*EDGE_HEARTBEAT_MS.*\): its log is .*edge\.log\.\n$/);
    await expectNothingLeft(ports);
  });

  test("says that brokers elsewhere cannot be reached", async () => {
    const nowhere = { KAFKA_BROKERS: "127.0.0.1:1", SCHEMA_REGISTRY_URL: "http://127.0.0.1:1" };
    const { exited, errors } = await npmStart(join(base, "elsewhere"), undefined, nowhere);
    expect(await exited).toBe(1);
    expect(errors()).toMatch(/cannot reach Kafka at 127\.0\.0\.1:1/);
  });

  test("names the port that is taken, and the option that chooses another", async () => {
    const ports = await freePorts();
    const other = createServer().listen(ports["registry-port"], "127.0.0.1");
    await once(other, "listening");
    const { exited, errors } = await npmStart(join(base, "taken"), ports);
    expect(await exited).toBe(1);
    expect(errors()).toBe(
      `Port ${ports["registry-port"]} for the schema registry is taken by another program: stop that program or choose another with --registry-port.\n`,
    );
    other.close();
    await expectNothingLeft(ports);
  });
});
