import { expect, test } from "vitest";
import type { LogReader, ReaderOptions } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";
import { prepareTopology } from "./prepared-topology.ts";
import { restoreStallMs, restoreTasks } from "./restore.ts";
import { Task } from "./task.ts";
import { counting, counts, words } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { ManualClock } from "./testing/manual-clock.ts";
import { MemoryClient } from "./testing/memory-client.ts";
import { testDriver } from "./testing/test-driver.ts";
import type { Topology } from "./topology.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;
const changelog = counting.changelog.name;

test("a restore ends where only an aborted transaction and markers stand at the tail", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  for (const key of ["a", "b", "c"]) await driver.pipe(words, key, word("x"));
  const before = driver.snapshot();
  driver.crashAt("after-produce");
  driver.append(words, "a", word("y"));
  await driver.settle();
  const { log } = driver;
  log.fence("counting-test-b");
  const epoch = log.fence("counting:test:a");
  for (let i = 0; i < 20; i++) log.commit(log.begin("counting:test:a", epoch));
  driver.kill();
  const client = new MemoryClient(log);
  const { tasks } = await restored(client);
  expect(tasks.map((task) => task.snapshot())).toEqual(before);
});

test("a compacted changelog restores to the same state", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  for (let i = 0; i < 30; i++) await driver.pipe(words, `key ${i % 4}`, word(i % 10 === 9 ? "forget" : `w${i % 7}`));
  const before = driver.snapshot();
  for (const partition of driver.log.partitions(changelog)) partition.compact();
  await driver.restart();
  expect(driver.snapshot()).toEqual(before);
});

test("the progress of a restore can be followed", async () => {
  const seen: [number, bigint, bigint][] = [];
  let total = 0;
  const observer: StreamsObserver = {
    restoring: (...progress) => void seen.push(progress),
    restored: (records) => {
      total = records;
    },
  };
  const driver = await testDriver(counting, { openSerde: openJsonSerde, observer, fetchRecords: () => 2 });
  for (let i = 0; i < 5; i++) await driver.pipe(words, "a", word("x"));
  await driver.restart();
  const ends = driver.log.partitions(changelog).map(({ high }) => high);
  const partition = ends.findIndex((end) => end > 0n);
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.at(-1)).toEqual([partition, ends[partition], ends[partition]]);
  expect(total).toBe(driver.bytes(changelog).length);
});

test("a restore that does not move is given up with RESTORE_STALLED", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  await driver.pipe(words, "a", word("x"));
  const clock = new ManualClock();
  class Mute extends MemoryClient {
    override async reader(_options: ReaderOptions): Promise<LogReader> {
      return { close: async () => {} };
    }
  }
  const stalled = restored(new Mute(driver.log), clock);
  const outcome = expect(stalled).rejects.toMatchObject({ code: "RESTORE_STALLED", retriable: true });
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(restoreStallMs);
  }
  await outcome;
});

test("a changelog that someone else wrote to is refused", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  driver.kill();
  driver.appendBytes({ topic: changelog, partition: 0, key: Buffer.from("?"), value: null });
  await expect(driver.restart()).rejects.toMatchObject({ code: "UNDECODABLE" });
});

test("positions of the source are restored with the state, so nothing is folded twice", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  await driver.pipe(words, "a", word("x"));
  for (let i = 0; i < 3; i++) await driver.restart();
  expect(driver.records(counts)).toHaveLength(1);
});

async function restored(client: MemoryClient, clock = new ManualClock()): Promise<{ tasks: Task[] }> {
  const topology = await prepareTopology(counting as unknown as Topology, {
    client,
    openSerde: openJsonSerde,
    now: clock.now,
  });
  const tasks = [0, 1, 2].map((partition) => new Task(topology, partition));
  client.disconnect();
  const { signal } = new AbortController();
  await restoreTasks(
    tasks.map((task) => ({ task })),
    changelog,
    { client, clock, signal, observer: {} },
  );
  return { tasks };
}
