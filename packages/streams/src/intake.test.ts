import { expect, test } from "vitest";
import { openJsonSerde as openSerde } from "./testing/json-serdes.ts";
import { assists, goal, goals, scores } from "./testing/scores.fixture.ts";
import { type TestDriver, testDriver } from "./testing/test-driver.ts";

test("what stands in the log at the start is folded in the order of time, however long one source is in coming", async () => {
  const folded: string[] = [];
  const declared = scores();
  const sources = declared.sources.map((source) => ({
    ...source,
    process: ({ topic, timestamp }: { topic: string; timestamp: number }) => void folded.push(`${topic} ${timestamp}`),
  }));
  // a source at a time, a record a fetch
  const driver = await testDriver({ ...declared, sources, punctuate: [] }, { openSerde, fetchRecords: () => 1 });
  driver.kill();
  for (let at = 2; at <= 40; at += 2) driver.append(goals, "a", goal(at), {}, at);
  for (const at of [1, 21, 41]) driver.append(assists, "a", goal(at), {}, at);
  await driver.restart();
  const times = folded.map((line) => Number(line.split(" ")[1]));
  expect(times).toHaveLength(23);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

/** A transaction in `assists` that has not ended, as somebody leaves it who writes there. */
function leaveOpen({ log, client }: TestDriver<never>) {
  const partition = client.partitionFor(Buffer.from("a"), assists.partitions);
  const open = log.begin("somebody", log.fence("somebody"));
  log.append([{ topic: assists.name, partition, key: Buffer.from("a"), value: Buffer.from("?"), timestamp: 1 }], open);
  return () => log.abort(open);
}

test("a source that holds an open transaction is waited for until that has ended", async () => {
  const driver = await testDriver(scores(), { openSerde });
  driver.kill();
  driver.append(goals, "a", goal(1), {}, 1);
  const end = leaveOpen(driver as unknown as TestDriver<never>);
  await driver.restart();
  expect(driver.store("goals")).toEqual({});
  end();
  await driver.settle();
  expect(driver.store("goals")).toEqual({ a: 1 });
});

test("where nothing more can be read until something is folded, nobody is waited for", async () => {
  const driver = await testDriver(scores(), { openSerde, fetchRecords: () => 5, limits: { bufferedRecords: 5 } });
  driver.kill();
  for (let at = 1; at <= 40; at++) driver.append(goals, "a", goal(at), {}, at);
  const end = leaveOpen(driver as unknown as TestDriver<never>);
  await driver.restart();
  // what is left has room
  expect(driver.store("goals")).toEqual({ a: 36 });
  end();
  await driver.settle();
  expect(driver.store("goals")).toEqual({ a: 40 });
});
