import { expect, test } from "vitest";
import type { Limits } from "./prepared-topology.ts";
import type { Schema } from "./schema.ts";
import { keyValueStore } from "./store.ts";
import { type Count, counting, counts, type Word, words, wordsDeadLetters } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { testDriver } from "./testing/test-driver.ts";
import { type ProcessContext, source, topology } from "./topology.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;
const stores = { values: keyValueStore<unknown>("values") };

/** One source whose fold the test brings. */
function folding(
  process: (word: Word, context: ProcessContext<typeof stores>, key: string) => void,
  limits?: Partial<Limits>,
) {
  const only = source<typeof words.schemas, typeof stores>({
    topic: words,
    deadLetters: wordsDeadLetters,
    process: (record, context) => process(record.value, context, record.key),
  });
  const changelog = { name: "folding.changelog", partitions: 3 };
  const declared = topology({ application: "folding", changelog, stores, sources: [only], sinks: [counts] });
  return testDriver(declared, { openSerde: openJsonSerde, ...(limits && { limits }) });
}

const count = (count: number, last = ""): { schema: "Count"; value: Count } => ({
  schema: "Count",
  value: { count, last },
});

test("a dead letter tells the record's origin, key and bytes, keeps its headers, and is as old as the refusal", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  const partition = driver.client.partitionFor(Buffer.from("a"), 3);
  await driver.pipe(words, "a", word("x"));
  await driver.pipe(words, "a", word("refuse"), { "correlation-id": "c7" }, 1234);
  const [letter] = driver.records(wordsDeadLetters);
  expect(letter).toMatchObject({
    key: "a",
    partition,
    timestamp: driver.clock.now(),
    headers: { "correlation-id": "c7", "dead-letter": '{"timestamp":1234,"payload":"whole"}' },
    value: { code: "REFUSED", message: "asked to", stage: "counting", topic: "words", partition, offset: 1, key: "a" },
  });
  expect(letter?.value.payload).toEqual(driver.bytes(words.name)[1]?.value);
});

test.each([
  [
    "bytes that are no value of the topic",
    "UNDECODABLE",
    { key: Buffer.from("a"), value: Buffer.from("junk") },
    /words/,
  ],
  ["a tombstone", "TOMBSTONE_REFUSED", { key: Buffer.from("a"), value: null }, /tombstone/],
  ["no key", "UNDECODABLE", { key: null, value: Buffer.from("{}") }, /key/],
  ["a key that is no text", "UNDECODABLE", { key: Buffer.from([0xff, 0xfe]), value: Buffer.from("{}") }, /not UTF-8/],
])("%s: a dead letter %s, and the next record is folded", async (_what, code, record, message) => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  driver.appendBytes({ topic: words.name, partition: 1, timestamp: 5, ...record });
  await driver.pipe(words, "a", word("x"));
  expect(driver.deadLetters(words)).toMatchObject([{ code, partition: 1, offset: 0 }]);
  expect(driver.deadLetters(words)[0]?.message).toMatch(message);
  expect(driver.records(counts)).toHaveLength(1);
});

test("a fold that throws leaves neither its writes nor its outputs, only its letter", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  driver.append(words, "a", word("x"));
  driver.append(words, "a", word("throw"));
  driver.append(words, "a", word("y"));
  await driver.settle();
  expect(driver.deadLetters(words)).toMatchObject([{ code: "PROCESSOR_FAILED", message: "asked to throw" }]);
  expect(driver.records(counts).map(({ value }) => value)).toEqual([
    { count: 1, last: "x" },
    { count: 2, last: "y" },
  ]);
});

test("an output that its topic does not take is the fault of its record", async () => {
  const driver = await folding((_word, { emit }, key) => emit(counts, key, { schema: "Word" } as never));
  await driver.pipe(words, "a", word("x"));
  expect(driver.deadLetters(words)).toMatchObject([
    { code: "PROCESSOR_FAILED", message: "counts does not carry Word" },
  ]);
});

test.each([
  ["not a number", Number.NaN],
  ["minus zero", -0],
  ["a date", new Date(0)],
])("the driver refuses a stored value that JSON does not keep: %s", async (_what, value) => {
  const driver = await folding((_word, { stores }, key) => stores.values.put(key, { value }));
  await driver.pipe(words, "a", word("x"));
  expect(driver.deadLetters(words)).toMatchObject([{ code: "PROCESSOR_FAILED" }]);
});

test("the driver catches a fold that changes what a store holds", async () => {
  const driver = await folding((_word, { stores }, key) => {
    const list = (stores.values.get(key) as string[] | undefined) ?? [];
    list.push("x");
    stores.values.put(key, list);
  });
  await driver.pipe(words, "a", word("x"));
  await driver.pipe(words, "a", word("x"));
  expect(driver.deadLetters(words)).toMatchObject([{ code: "PROCESSOR_FAILED", offset: 1 }]);
});

test("a defect of the topology ends the application instead of refusing record after record", async () => {
  const other = { name: "other", partitions: 1, schemas: { Word: { name: "Word", definition: "" } as Schema<Word> } };
  const astray = await folding((_word, { emit }) => emit(other, "a", word("x")));
  await expect(astray.pipe(words, "a", word("x"))).rejects.toThrow("other is not among the sinks");
  const asynchronous = await folding((async () => {}) as () => void);
  await expect(asynchronous.pipe(words, "a", word("x"))).rejects.toThrow("process of words returned a promise");
  let late = (): void => {};
  const lingering = await folding((_word, { emit }) => {
    late = () => emit(counts, "a", count(1));
  });
  await lingering.pipe(words, "a", word("x"));
  expect(late).toThrow("emit to counts came after process had returned");
});

const limits = { recordBytes: 1_000 };

test("an output larger than the broker takes makes a dead letter of its record", async () => {
  const fold = (_: Word, { emit }: ProcessContext<typeof stores>, key: string) =>
    emit(counts, key, count(1, "y".repeat(2_000)));
  const driver = await folding(fold, limits);
  await driver.pipe(words, "a", word("x"));
  expect(driver.records(counts)).toEqual([]);
  expect(driver.deadLetters(words)).toMatchObject([{ code: "RECORD_TOO_LARGE" }]);
});

test("a store entry larger than the broker takes makes a dead letter of the record that wrote it, of no other", async () => {
  const driver = await folding(({ text }, { stores, emit }, key) => {
    const all = ((stores.values.get(key) as string | undefined) ?? "") + text;
    stores.values.put(key, all);
    emit(counts, key, count(all.length));
  }, limits);
  driver.kill();
  for (const text of ["x".repeat(600), "y".repeat(600), "z".repeat(200)]) driver.append(words, "a", word(text));
  await driver.restart();
  expect(driver.deadLetters(words)).toMatchObject([{ code: "RECORD_TOO_LARGE", offset: 1 }]);
  expect(driver.records(counts).map(({ value }) => value.count)).toEqual([600, 800]);
  expect(driver.store("values")).toEqual({ a: "x".repeat(600) + "z".repeat(200) });
});

test("headers count by their bytes: an output too large by them is refused, and so is a letter's share of them", async () => {
  const wide = "\u9577".repeat(200);
  const fold = (_: Word, { emit }: ProcessContext<typeof stores>, key: string) => emit(counts, key, count(1));
  const driver = await folding(fold, limits);
  await driver.pipe(words, "a", word("x".repeat(300)), { wide, wider: wide });
  expect(driver.deadLetters(words)).toMatchObject([{ code: "RECORD_TOO_LARGE" }]);
  const [letter] = driver.bytes(wordsDeadLetters.name);
  expect(Object.keys(letter?.headers ?? {})).toEqual(["dead-letter"]);
});

test("the payload of a letter is cut where the letter would not fit, and the letter says so", async () => {
  const driver = await folding(() => {
    throw new Error("no");
  }, limits);
  await driver.pipe(words, "a", word("x".repeat(900)));
  const [letter] = driver.deadLetters(words);
  expect(letter?.message).toMatch(/^no \(payload cut to \d+ of 937 bytes\)$/);
  expect(driver.bytes(wordsDeadLetters.name)[0]?.value?.length).toBeLessThan(1_000);
  expect(letter?.payload.length).toBeGreaterThan(200);
});
