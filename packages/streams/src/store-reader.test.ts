import { expect, test } from "vitest";
import type { KeyAnswer, StoreReader } from "./store-reader.ts";
import { counting, words } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { TestDriver, testDriver } from "./testing/test-driver.ts";
import type { Topology } from "./topology.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;
const keys = ["a", "b", "c", "d", "e", "f", "g", "h"];

async function filled(): Promise<TestDriver> {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  for (const key of keys) driver.append(words, key, word(`of ${key}`));
  await driver.settle();
  return driver as unknown as TestDriver;
}

const pageKeys = (reader: StoreReader, request: Parameters<StoreReader["page"]>[1]) =>
  reader.page("counts", request)?.entries.map(({ key }) => key);

test("a key is found in the task of its records, with the positions that the answer stands at", async () => {
  const driver = await filled();
  const task = driver.client.partitionFor(Buffer.from("a"), 3);
  const folded = keys.filter((key) => driver.client.partitionFor(Buffer.from(key), 3) === task).length;
  const { stores } = driver.app;
  expect(await stores.get("counts", "a")).toEqual({
    ...{ at: "found", task, positions: { words: String(folded) }, value: { count: 1, last: "of a" } },
  });
  expect(await stores.get("history", "a")).toMatchObject({ at: "found", value: { state: ["of a"] } });
  expect(await stores.get("counts", "z")).toMatchObject({ at: "absent" });
  expect(await stores.get("nothing", "a")).toBeUndefined();
  expect(stores.stores).toEqual([
    { name: "counts", kind: "key-value" },
    { name: "history", kind: "refold" },
  ]);
});

test("what is not committed is not seen, until it is", async () => {
  const driver = await filled();
  const release = driver.holdAt("before-marker");
  await driver.pipe(words, "a", word("more"));
  expect(await driver.app.stores.get("counts", "a")).toMatchObject({ value: { count: 1 } });
  release();
  await driver.settle();
  expect(await driver.app.stores.get("counts", "a")).toMatchObject({ value: { count: 2 } });
});

test("pages go through all keys in order, each once, within a range", async () => {
  const { stores } = (await filled()).app;
  expect(pageKeys(stores, { limit: 100 })).toEqual(keys);
  expect(pageKeys(stores, { limit: 100, from: "c", to: "f" })).toEqual(["c", "d", "e"]);
  const first = stores.page("counts", { limit: 3 });
  const second = stores.page("counts", { limit: 3, after: first?.next });
  const third = stores.page("counts", { limit: 3, after: second?.next });
  expect([first, second, third].map((page) => page?.entries.map(({ key }) => key))).toEqual([
    ["a", "b", "c"],
    ["d", "e", "f"],
    ["g", "h"],
  ]);
  expect(third?.next).toBeUndefined();
  expect(first).toMatchObject({ missing: [], tasks: [{ task: 0 }, { task: 1 }, { task: 2 }] });
});

test("what another process has is said to be elsewhere, by the name of its instance", async () => {
  const one = await filled();
  const options = { openSerde: openJsonSerde, log: one.log, instance: "other" };
  const other = await testDriver(counting, options);
  await one.settle();
  const tasks = other.app.stores.tasks.map(({ task }) => task);
  expect(tasks).toHaveLength(1);
  const key = keys.find((each) => tasks.includes(one.client.partitionFor(Buffer.from(each), 3))) as string;
  expect(await one.app.stores.get("counts", key)).toEqual({ at: "elsewhere", task: tasks[0], instance: "other" });
  expect(await other.app.stores.get("counts", key)).toMatchObject({ at: "found" });
  expect(one.app.stores.page("counts", { limit: 100 })).toMatchObject({ missing: tasks });
  expect(pageKeys(one.app.stores, { limit: 100 })).not.toContain(key);
  expect(one.app.stores.page("counts", { limit: 100, task: tasks[0] })).toMatchObject({ entries: [], missing: tasks });
});

test("an application that has stopped shows nothing any more: others write for its tasks", async () => {
  const driver = await filled();
  const { app } = driver;
  await app.stop();
  expect(await app.stores.get("counts", "a")).toMatchObject({ at: "restoring" });
  expect(app.stores.page("counts", { limit: 100 })).toMatchObject({ entries: [], missing: [0, 1, 2] });
});

test("what is still being restored is not shown, and said to be so", async () => {
  const asked: Promise<KeyAnswer | undefined>[] = [];
  const observer = { restoring: () => void asked.push(driver.app.stores.get("counts", "a")) };
  const driver: TestDriver = new TestDriver(counting as unknown as Topology, { openSerde: openJsonSerde, observer });
  await driver.open();
  await driver.restart();
  await driver.pipe(words, "a", word("x"));
  asked.length = 0;
  await driver.restart();
  const answers = await Promise.all(asked);
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers) expect(answer).toMatchObject({ at: "restoring" });
  expect(await driver.app.stores.get("counts", "a")).toMatchObject({ at: "found" });
});
