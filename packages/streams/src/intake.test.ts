import { expect, test } from "vitest";
import { openJsonSerde as openSerde } from "./testing/json-serdes.ts";
import { assists, goal, goals, scores } from "./testing/scores.fixture.ts";
import { testDriver } from "./testing/test-driver.ts";

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

test("a source is not waited for where there is no room to read it", async () => {
  const driver = await testDriver(scores(), { openSerde, fetchRecords: () => 5, limits: { bufferedRecords: 5 } });
  driver.kill();
  for (let at = 1; at <= 40; at++) driver.append(goals, "a", goal(at), {}, at);
  driver.append(assists, "a", goal(1), {}, 1);
  await driver.restart();
  expect(driver.store("goals")).toEqual({ a: 40 });
});
