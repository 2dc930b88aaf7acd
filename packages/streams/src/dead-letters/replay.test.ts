import { expect, test } from "vitest";
import type { DeadLetter } from "../dead-letter.ts";
import { keyValueStore } from "../store.ts";
import { type Word, words, wordsDeadLetters } from "../testing/counting.fixture.ts";
import { openJsonSerde } from "../testing/json-serdes.ts";
import { MemoryClient, type WriterStep } from "../testing/memory-client.ts";
import { type TestDriver, testDriver } from "../testing/test-driver.ts";
import { source, topology } from "../topology.ts";
import { type ReplayOptions, readLetters, replayLetters } from "./replay.ts";

const ledger = "letters.replayed";
const stores = { texts: keyValueStore<readonly string[]>("texts") };

/** Keeps the texts of each key; refuses those that its defect does not let it understand. */
function keeping(understands: (text: string) => boolean) {
  const only = source<typeof words.schemas, typeof stores>({
    topic: words,
    deadLetters: wordsDeadLetters,
    process({ key, value }, { stores }) {
      if (!understands(value.text)) throw new Error("not understood");
      stores.texts.put(key, [...(stores.texts.get(key) ?? []), value.text]);
    },
  });
  const changelog = { name: "keeping.changelog", partitions: 3 };
  return topology({ application: "keeping", changelog, stores, sources: [only], sinks: [] });
}

const word = (text: string): { schema: "Word"; value: Word } => ({ schema: "Word", value: { text } });
const limits = { recordBytes: 2_000 };

/** A driver whose fold was once too simple: it has letters of ten words, in two keys. */
async function withLetters(): Promise<TestDriver<typeof stores>> {
  const broken = await testDriver(
    keeping((text) => !text.startsWith("new")),
    { openSerde: openJsonSerde, limits },
  );
  broken.log.createTopic(ledger, 1);
  for (let i = 0; i < 20; i++)
    broken.append(words, i < 10 ? "a" : "b", word(`${i % 2 ? "new" : "old"} ${i}`), { n: `${i}` }, i);
  await broken.settle();
  expect(broken.deadLetters(words)).toHaveLength(10);
  return broken;
}

const optionsFor = (driver: TestDriver<typeof stores>, client = new MemoryClient(driver.log)): ReplayOptions => ({
  client,
  openSerde: openJsonSerde,
  deadLetters: wordsDeadLetters,
  ledger,
});

/** The same log under the fold as it should have been. */
async function mended(driver: TestDriver<typeof stores>): Promise<TestDriver<typeof stores>> {
  await driver.stop();
  return testDriver(
    keeping(() => true),
    { openSerde: openJsonSerde, limits, log: driver.log },
  );
}

test("a record is replayed as it was, to where it was, with its origin; and its state is as if it had never been refused", async () => {
  const driver = await withLetters();
  const driverOfMended = await mended(driver);
  expect(await replayLetters(optionsFor(driver))).toEqual({ replayed: 10, before: 0, refused: [] });
  await driverOfMended.settle();
  const store = driverOfMended.store("texts") as Record<string, string[]>;
  expect(store.a?.toSorted()).toEqual([
    "new 1",
    "new 3",
    "new 5",
    "new 7",
    "new 9",
    "old 0",
    "old 2",
    "old 4",
    "old 6",
    "old 8",
  ]);
  expect(store.b).toHaveLength(10);
  const [first] = driver.bytes(words.name).filter(({ headers }) => headers.n === "1");
  const again = driver
    .bytes(words.name)
    .filter(({ headers }) => headers.n === "1")
    .at(-1);
  expect(again).toMatchObject({ key: first?.key, value: first?.value, timestamp: 1, partition: first?.partition });
  expect(again?.headers).toEqual({
    n: "1",
    "replay-origin": `words ${first?.partition}@${first?.offset}`,
    "replay-letter": `words.dead-letters ${first?.partition}@0`,
  });
});

test("a letter is replayed once, however often it is asked for, and others later", async () => {
  const driver = await withLetters();
  await driver.stop();
  const options = optionsFor(driver);
  const wanted: ReplayOptions["wanted"] = ({ key }) => String(key) === "a";
  expect(await replayLetters({ ...options, wanted })).toMatchObject({ replayed: 5, before: 0 });
  expect(await replayLetters(options)).toMatchObject({ replayed: 5, before: 5 });
  expect(await replayLetters(options)).toMatchObject({ replayed: 0, before: 10 });
  const states: boolean[] = [];
  for await (const { isReplayed } of readLetters(options)) states.push(isReplayed);
  expect(states).toEqual(Array(10).fill(true));
});

test("a dry run says what there is to do, and does nothing", async () => {
  const driver = await withLetters();
  const before = driver.bytes(words.name).length;
  expect(await replayLetters({ ...optionsFor(driver), dryRun: true })).toMatchObject({ replayed: 10 });
  expect(driver.bytes(words.name)).toHaveLength(before);
  expect(driver.bytes(ledger)).toEqual([]);
});

const steps: WriterStep[] = ["before-begin", "after-add-partitions", "after-produce", "before-marker", "after-marker"];

test.each(steps)("a replay that is killed at %s and run again replays each letter once", async (step) => {
  const driver = await withLetters();
  const fixed = await mended(driver);
  let commits = 0;
  const dying: MemoryClient = new MemoryClient(driver.log, {
    step: (at) => {
      if (at === "before-begin") commits++;
      if (at === step && commits === 3) {
        dying.kill();
        return new Promise<never>(() => {});
      }
      return undefined;
    },
  });
  void replayLetters({ ...optionsFor(driver, dying), transactionRecords: 2 });
  await fixed.settle();
  expect(commits).toBe(3);
  const { replayed, before } = await replayLetters({ ...optionsFor(driver), transactionRecords: 2 });
  expect([replayed, before]).toEqual(step === "after-marker" ? [4, 6] : [6, 4]);
  await fixed.settle();
  const { a = [], b = [] } = fixed.store("texts") as Record<string, string[]>;
  expect([...a, ...b].toSorted()).toEqual(
    Array.from({ length: 20 }, (_, i) => `${i % 2 ? "new" : "old"} ${i}`).toSorted(),
  );
});

test("a second replay at the same time fences the first", async () => {
  const driver = await withLetters();
  await driver.stop();
  const held = Promise.withResolvers<void>();
  const slow = new MemoryClient(driver.log, { step: (at) => (at === "before-begin" ? held.promise : undefined) });
  const first = replayLetters(optionsFor(driver, slow));
  first.catch(() => {});
  await driver.settle();
  await replayLetters(optionsFor(driver));
  held.resolve();
  await expect(first).rejects.toMatchObject({ code: "FENCED", message: expect.stringContaining("one run at a time") });
  expect(await replayLetters(optionsFor(driver))).toMatchObject({ replayed: 0, before: 10 });
});

test("a tombstone is replayed as one", async () => {
  const driver = await withLetters();
  driver.appendBytes({ topic: words.name, partition: 0, key: Buffer.from("t"), value: null, timestamp: 5 });
  await driver.settle();
  await replayLetters({ ...optionsFor(driver), wanted: ({ code }) => code === "TOMBSTONE_REFUSED" });
  const found = driver.bytes(words.name).filter(({ key }) => String(key) === "t");
  expect(found.map(({ value }) => value)).toEqual([null, null]);
});

test("a record too large for its letter is replayed from where it stood, as long as it stands there", async () => {
  const driver = await withLetters();
  const large = {
    topic: words.name,
    partition: 0,
    key: Buffer.alloc(1_500, "k"),
    value: Buffer.alloc(3_000, "{"),
    timestamp: 77,
  };
  driver.appendBytes({ ...large, headers: { trace: "t" } });
  await driver.settle();
  const wanted: ReplayOptions["wanted"] = ({ code }) => code === "UNDECODABLE";
  expect(await replayLetters({ ...optionsFor(driver), wanted, dryRun: true })).toMatchObject({
    replayed: 1,
    refused: [],
  });

  const partition = driver.log.partition(large);
  const stood = partition.high;
  expect(await replayLetters({ ...optionsFor(driver), wanted })).toMatchObject({ replayed: 1, refused: [] });
  const again = driver.bytes(words.name).find((record) => record.partition === 0 && record.offset >= stood);
  expect(again).toMatchObject({ key: large.key, value: large.value, timestamp: 77, headers: { trace: "t" } });

  await driver.settle();
  // the replayed one was refused as well; then both expire
  partition.expire(partition.high);
  const { replayed, refused } = await replayLetters({ ...optionsFor(driver), wanted });
  expect(replayed).toBe(0);
  expect(refused).toMatchObject([{ code: "UNDECODABLE", why: expect.stringContaining("does not stand at words 0@") }]);
});

test("what cannot be restored byte for byte is refused, each with the reason, and the others are replayed", async () => {
  const driver = await withLetters();
  driver.log.appendDamaged({ topic: words.name, partition: 0 }, Buffer.from("torn"), 2);
  driver.appendBytes({ topic: words.name, partition: 0, key: null, value: null, headers: { bad: "\uFFFD" } });
  await driver.settle();
  const serde = await openJsonSerde(wordsDeadLetters);
  const letter = { code: "OTHER", message: "", stage: "ingest", topic: null, partition: null, offset: null, key: null };
  const value = serde.encode({
    schema: "DeadLetter",
    value: { ...letter, payload: Buffer.from("{}") } as never as DeadLetter,
  });
  driver.log.append([{ topic: wordsDeadLetters.name, partition: 1, key: null, value }]);
  driver.log.append([{ topic: wordsDeadLetters.name, partition: 1, key: null, value: Buffer.from("no letter") }]);
  const { replayed, refused } = await replayLetters(optionsFor(driver));
  expect(replayed).toBe(10);
  expect(refused.map(({ why }) => why).toSorted()).toEqual([
    expect.stringContaining("a batch that cannot be read"),
    expect.stringContaining("it never stood on a topic"),
    expect.stringContaining("not a value of words.dead-letters"),
    expect.stringContaining("one of its headers is no text"),
  ]);
});
