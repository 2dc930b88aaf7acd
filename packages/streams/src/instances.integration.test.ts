import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { consoleConsumer, type LocalKafka, startKafka } from "@touchline/local";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { systemClock } from "./clock.ts";
import { type KafkaClient, openKafkaClient } from "./kafka/index.ts";
import type { AppState } from "./observer.ts";
import { prepareTopology } from "./prepared-topology.ts";
import { restoreTasks } from "./restore.ts";
import { Task } from "./task.ts";
import { counting, counts, words, wordsDeadLetters } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { testDriver } from "./testing/test-driver.ts";
import type { Topology } from "./topology.ts";

const openSerde = openJsonSerde;
const keys = Array.from({ length: 20 }, (_, i) => `key ${i}`);
let folder: string;
let kafka: LocalKafka;
let client: KafkaClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-instances-"));
  kafka = await startKafka({ folder });
  client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "test" });
  const { changelog } = counting;
  await client.admin.create([
    ...[words, counts, wordsDeadLetters].map(({ name, partitions }) => ({ name, partitions })),
    { name: changelog.name, partitions: changelog.partitions, config: { "cleanup.policy": "compact" } },
  ]);
});

afterAll(async () => {
  for (const instance of started) instance.child.kill("SIGKILL");
  await client?.close();
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("processes that join, leave, die and are frozen past their session count each record once, in order", async () => {
  const stopping = new AbortController();
  const produced = produceUntil(stopping.signal);
  const [a, b] = [new Instance(), new Instance()];
  await a.holds(1, 2);
  await b.holds(1, 2);
  const c = new Instance();
  await Promise.all([a, b, c].map((each) => each.holds(1)));

  b.child.kill("SIGSTOP");
  await atLeast([a, c], 3);
  b.child.kill("SIGCONT");
  await Promise.all([a, b, c].map((each) => each.holds(1)));

  c.child.kill("SIGKILL");
  await atLeast([a, b], 3);
  const d = new Instance("d");
  await Promise.all([a, b, d].map((each) => each.holds(1)));

  const stopped = performance.now();
  a.child.kill("SIGTERM");
  expect(await a.exited).toBe(0);
  await atLeast([b, d], 3);
  expect(performance.now() - stopped).toBeLessThan(4_000);

  const killed = performance.now();
  d.child.kill("SIGKILL");
  await d.exited;
  const again = new Instance("d");
  await again.holds(1, 2);
  // the others notice nothing, and nobody waits for the session of the dead to run out
  expect(performance.now() - killed).toBeLessThan(5_000);

  stopping.abort();
  const total = await produced;
  await vi.waitFor(async () => expect(await committed()).toBe(await ends()), { timeout: 20_000, interval: 200 });
  for (const each of [b, again]) {
    each.child.kill("SIGTERM");
    expect(await each.exited).toBe(0);
  }

  const byKey: Record<string, number[]> = {};
  for (const { key, value } of await consoleConsumer({ brokers: kafka.brokers, topic: counts.name })) {
    byKey[String(key)] = [...(byKey[String(key)] ?? []), JSON.parse(String(value)).value.count];
  }
  for (const [i, key] of keys.entries()) expect(byKey[key]).toEqual(upTo(Math.ceil((total - i) / keys.length)));
  expect(await stores()).toEqual(await recomputed());
}, 240_000);

test("the process with the standby copies goes on within the session timeout and 2 s, and reads little of the changelog", async () => {
  const [owner, other] = [new Instance("", 1), new Instance("", 1)];
  await Promise.all([owner, other].map((each) => each.holds(1, 2)));
  const producer = await client.producer();
  const count = async (from: number, to: number) => {
    const serde = await openSerde(words);
    const records = Array.from({ length: to - from }, (_, i) => {
      const key = Buffer.from(`many ${from + i}`);
      const value = serde.encode({ schema: "Word", value: { text: "w" } });
      return { topic: words.name, partition: client.partitionFor(key, words.partitions), key, value };
    });
    await producer.send(records);
  };
  for (let i = 0; i < 20_000; i += 1_000) await count(i, i + 1_000);
  const folded = async () => expect(await committed()).toBe(await ends());
  await vi.waitFor(folded, { timeout: 60_000, interval: 200 });
  const caughtUp = () => expect(owner.tasks.map((task) => other.behind.get(task))).toEqual(owner.tasks.map(() => 0));
  await vi.waitFor(caughtUp, { timeout: 60_000, interval: 100 });

  owner.child.kill("SIGKILL");
  const killed = performance.now();
  await count(20_000, 20_100);
  const before = await ends();
  await vi.waitFor(() => expect([other.state, other.tasks.length]).toEqual(["running", 3]), {
    timeout: 30_000,
    interval: 10,
  });
  // 6 s of session
  expect(performance.now() - killed).toBeLessThan(8_000);
  expect(other.restored).toBeLessThan(1_000);
  await vi.waitFor(async () => expect(await committed()).toBe(before), { timeout: 20_000, interval: 100 });
  await producer.close();
  other.child.kill("SIGTERM");
  expect(await other.exited).toBe(0);
  expect(await stores()).toEqual(await recomputed());
}, 240_000);

const started: Instance[] = [];

/** A process of the application. */
class Instance {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  tasks: readonly number[] = [];
  state: AppState = "starting";

  /** Changelog records of its last restore. */
  restored = 0;
  /** Changelog records that each of its standby copies is behind. */
  readonly behind = new Map<number, number>();

  constructor(name = "", standbys = 0) {
    const script = fileURLToPath(new URL("./instances.fixture.ts", import.meta.url));
    this.child = fork(script, [kafka.brokers, name, String(standbys)]);
    this.child.on("message", (message: { standby?: number; behind?: number }) => {
      const { standby, behind, ...said } = message;
      if (standby !== undefined && behind !== undefined) this.behind.set(standby, behind);
      else Object.assign(this, said);
    });
    this.exited = once(this.child, "exit").then(([code]) => code);
    started.push(this);
  }

  /** Resolves when it runs that many tasks. */
  async holds(min: number, max = min): Promise<void> {
    await vi.waitFor(
      () => {
        expect(this.state).toBe("running");
        expect(this.tasks.length).toBeGreaterThanOrEqual(min);
        expect(this.tasks.length).toBeLessThanOrEqual(max);
      },
      { timeout: 30_000, interval: 20 },
    );
  }
}

/** Resolves when these run so many tasks together. */
async function atLeast(instances: readonly Instance[], tasks: number): Promise<void> {
  await vi.waitFor(
    () => {
      expect(instances.map(({ state }) => state)).toEqual(instances.map(() => "running"));
      expect(instances.flatMap((each) => each.tasks)).toHaveLength(tasks);
    },
    { timeout: 30_000, interval: 20 },
  );
}

/** Records of all keys in turn, some 500 a second; how many it were. */
async function produceUntil(signal: AbortSignal): Promise<number> {
  const producer = await client.producer();
  const serde = await openSerde(words);
  let total = 0;
  for (; !signal.aborted; await sleep(20)) {
    const records = Array.from({ length: 10 }, () => {
      const key = Buffer.from(keys[total % keys.length] as string);
      const value = serde.encode({ schema: "Word", value: { text: `w${total++ % 7}` } });
      return { topic: words.name, partition: client.partitionFor(key, words.partitions), key, value };
    });
    await producer.send(records);
  }
  await producer.close();
  return total;
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

async function ends(): Promise<bigint> {
  return (await client.offsets(words.name)).reduce((sum, { high }) => sum + high, 0n);
}

/** Positions of the group, all together. */
async function committed(): Promise<bigint> {
  const partitions = Array.from({ length: words.partitions }, (_, partition) => ({ topic: words.name, partition }));
  const { positions } = await client.committed(counting.application, partitions);
  return positions.reduce((sum, { offset }) => sum + (offset ?? 0n), 0n);
}

/** What the changelog restores to. */
async function stores() {
  const { now } = systemClock;
  const topology = await prepareTopology(counting as unknown as Topology, { client, openSerde, now });
  const tasks = Array.from({ length: words.partitions }, (_, partition) => new Task(topology, partition));
  const { signal } = new AbortController();
  const lanes = tasks.map((task) => ({ task }));
  await restoreTasks(lanes, counting.changelog.name, { client, clock: systemClock, signal, observer: {} });
  return tasks.map((task) => withoutTime(task.snapshot()));
}

/** What one quiet process makes of the same records. */
async function recomputed() {
  const driver = await testDriver(counting, { openSerde });
  for (const { partition, key, value } of await consoleConsumer({ brokers: kafka.brokers, topic: words.name })) {
    driver.appendBytes({ topic: words.name, partition, key, value });
  }
  await driver.settle();
  return driver.snapshot().map(withoutTime);
}

/** The console consumer's records come without their timestamps. */
function withoutTime({ partition, positions, stores }: ReturnType<Task["snapshot"]>) {
  return { partition, positions, stores };
}
