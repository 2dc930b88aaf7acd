import { expect, test } from "vitest";
import { StreamsError } from "./error.ts";
import { type ErrorPolicies, type PolicyName, policyOf, RecordRefused, retry } from "./policy.ts";
import { counting, counts, words, wordsDeadLetters } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { commitSteps, testDriver } from "./testing/test-driver.ts";
import type { Origin } from "./topic.ts";
import { topology } from "./topology.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;

/** The counting topology under these policies, and what its observer is told of refusals. */
function counted(onError: ErrorPolicies, ofTopology?: ErrorPolicies) {
  const [source] = counting.sources;
  if (source === undefined) throw new Error("no source");
  const declared = topology({
    ...counting,
    sources: [{ ...source, onError }],
    ...(ofTopology && { onError: ofTopology }),
  });
  const told: string[] = [];
  const refused = (record: Origin, code: string, policy: PolicyName) =>
    void told.push(`${record.offset} ${code} ${policy}`);
  const options = { openSerde: openJsonSerde, observer: { refused } };
  return { declared, options, told };
}

const keyOf = (partition: number, driver: { client: { partitionFor(key: Buffer, partitions: number): number } }) =>
  ["a", "b", "c", "d", "e", "f", "g"].find((key) => driver.client.partitionFor(Buffer.from(key), 3) === partition) ??
  "";

test("the policy of a code is the source's, then its otherwise, then the topology's, then a deadLetter", () => {
  const source = { UNDECODABLE: "fail" } as const;
  expect(policyOf("UNDECODABLE", source, { UNDECODABLE: "deadLetter" })).toBe("fail");
  expect(policyOf("OTHER", source, { OTHER: "fail" })).toBe("fail");
  expect(policyOf("OTHER", { otherwise: "deadLetter" }, { OTHER: "fail" })).toBe("deadLetter");
  expect(policyOf("OTHER", source, { otherwise: "fail" })).toBe("fail");
  expect(policyOf("constructor", source, undefined)).toBe("deadLetter");
});

test.each([
  ["retried 0 times", { UNDECODABLE: retry({ attempts: 0, finally: "fail" }) }],
  ["waits 0 to", { UNDECODABLE: retry({ attempts: 1, firstWaitMs: 0, finally: "fail" }) }],
  ["a letter does not shrink", { LETTER_TOO_LARGE: retry({ attempts: 1, finally: "fail" }) }],
])("a policy that cannot be is refused where it is declared: %s", (message, onError) => {
  expect(() => counted(onError)).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }));
});

test("fail commits what came before, ends the application with the record's origin and code, and writes no letter", async () => {
  const { declared, options, told } = counted({ REFUSED: "fail" });
  const driver = await testDriver(declared, options);
  driver.append(words, "a", word("x"));
  driver.append(words, "a", word("refuse"));
  driver.append(words, "a", word("y"));
  const failure = await driver.settle().then(
    () => undefined,
    (error: RecordRefused) => error,
  );
  expect(failure).toBeInstanceOf(RecordRefused);
  expect(failure).toMatchObject({ code: "RECORD_REFUSED", retriable: false, reason: { code: "REFUSED" } });
  expect(failure?.message).toMatch(/^the record of words \d at offset 1 cannot be used.*REFUSED: asked to$/);
  expect(driver.app.state).toBe("failed");
  expect(driver.records(counts).map(({ value }) => value.last)).toEqual(["x"]);
  expect(driver.deadLetters(words)).toEqual([]);
  expect(told).toEqual(["1 REFUSED fail"]);
});

test("an application that failed goes on behind the record once its policy is another", async () => {
  const { declared, options } = counted({ REFUSED: "fail" });
  const driver = await testDriver(declared, options);
  for (const text of ["x", "refuse", "y"]) driver.append(words, "a", word(text));
  await expect(driver.settle()).rejects.toThrow("asked to");
  const lenient = await testDriver(counting, { openSerde: openJsonSerde, log: driver.log });
  expect(lenient.deadLetters(words)).toMatchObject([{ code: "REFUSED", offset: 1 }]);
  expect(lenient.records(counts).map(({ value }) => value.last)).toEqual(["x", "y"]);
});

test("a record that is retried holds back its own task only, for longer each time, and is folded when it can be", async () => {
  const { declared, options, told } = counted({ PROCESSOR_FAILED: retry({ attempts: 3, finally: "fail" }) });
  let broken = true;
  const flaky = declared.sources.map((source) => {
    const process: typeof source.process = (record, context) => {
      if ((record.value as { text: string }).text === "flaky" && broken) throw new Error("not there yet");
      source.process(record, context);
    };
    return { ...source, process };
  });
  const driver = await testDriver({ ...declared, sources: flaky }, options);
  const [key, other] = [keyOf(0, driver), keyOf(1, driver)];
  for (const text of ["before", "flaky", "after"]) driver.append(words, key, word(text), {}, 1);
  driver.append(words, other, word("other"), {}, 1);
  await driver.settle();
  const seen = () => driver.records(counts).map(({ value }) => value.last);
  expect(seen().sort()).toEqual(["before", "other"]);
  driver.clock.advance(99);
  await driver.settle();
  expect(told).toEqual(["1 PROCESSOR_FAILED retry"]);
  driver.clock.advance(1);
  await driver.settle();
  expect(told).toHaveLength(2);
  broken = false;
  driver.clock.advance(200);
  await driver.settle();
  expect(seen().sort()).toEqual(["after", "before", "flaky", "other"]);
  expect(driver.store("counts")).toMatchObject({ [key]: { count: 3, last: "after" } });
  expect(driver.deadLetters(words)).toEqual([]);
});

test("when all attempts have failed the final policy holds, and each attempt was told", async () => {
  const { declared, options, told } = counted({ PROCESSOR_FAILED: retry({ attempts: 2, finally: "deadLetter" }) });
  const driver = await testDriver(declared, options);
  for (const text of ["throw", "y"]) driver.append(words, "a", word(text));
  await driver.settle();
  for (const waitMs of [100, 200]) {
    expect(driver.deadLetters(words)).toEqual([]);
    driver.clock.advance(waitMs);
    await driver.settle();
  }
  expect(told).toEqual(["0 PROCESSOR_FAILED retry", "0 PROCESSOR_FAILED retry", "0 PROCESSOR_FAILED deadLetter"]);
  expect(driver.deadLetters(words)).toMatchObject([{ code: "PROCESSOR_FAILED", offset: 0 }]);
  expect(driver.records(counts).map(({ value }) => value.last)).toEqual(["y"]);
});

test("a retry ends with its application, which can be stopped meanwhile", async () => {
  const { declared, options } = counted({ PROCESSOR_FAILED: retry({ attempts: 2, finally: "fail" }) });
  const driver = await testDriver(declared, options);
  await driver.pipe(words, "a", word("throw"));
  await driver.stop();
  expect(driver.app.state).toBe("stopped");
});

test("bytes that are retried are decoded anew: a schema that is registered meanwhile makes the record usable", async () => {
  const { declared, options } = counted({ SCHEMA_UNKNOWN: retry({ attempts: 5, finally: "deadLetter" }) });
  let registered = false;
  const openSerde: typeof openJsonSerde = async (topic) => {
    const serde = await openJsonSerde(topic);
    const decode: typeof serde.decode = (bytes) => {
      if (topic.name === words.name && !registered) throw new StreamsError("SCHEMA_UNKNOWN", "no schema 7");
      return serde.decode(bytes);
    };
    return { ...serde, decode };
  };
  const driver = await testDriver(declared, { ...options, openSerde });
  await driver.pipe(words, "a", word("x"));
  expect(driver.records(counts)).toEqual([]);
  registered = true;
  driver.clock.advance(100);
  await driver.settle();
  expect(driver.records(counts)).toHaveLength(1);
  expect(driver.bytes(wordsDeadLetters.name)).toEqual([]);
});

test.each(commitSteps)("a crash at %s changes no decision: the letters are the same, each once", async (step) => {
  const policies: ErrorPolicies = { PROCESSOR_FAILED: retry({ attempts: 2, finally: "deadLetter" }) };
  const play = async (crash: boolean) => {
    const { declared, options } = counted(policies);
    const driver = await testDriver(declared, options);
    for (const text of ["x", "throw", "refuse", "y", "throw", "z"]) driver.append(words, "a", word(text), {}, 7);
    driver.log.appendDamaged({ topic: words.name, partition: 0 }, Buffer.from("torn"), 3);
    if (crash) driver.crashAt(step);
    for (let turn = 0; turn < 6; turn++) {
      await driver.settle();
      if (driver.crashed) await driver.restart();
      // a retry is due
      driver.clock.advance(400);
    }
    await driver.settle();
    const letters = driver
      .deadLetters(words)
      .map(({ code, message, partition, offset }) => ({ code, message, partition, offset }));
    return {
      letters,
      outputs: driver.records(counts).map(({ key, value }) => ({ key, value })),
      state: driver.snapshot(),
    };
  };
  const { letters, outputs } = await play(false);
  expect(letters.map(({ code }) => code).sort()).toEqual([
    "BATCH_UNDECODABLE",
    "PROCESSOR_FAILED",
    "PROCESSOR_FAILED",
    "REFUSED",
  ]);
  const crashed = await play(true);
  expect(crashed.letters).toEqual(letters);
  expect(crashed.outputs).toEqual(outputs);
});

test("a batch that cannot be read is one letter with its bytes, and what follows it is folded", async () => {
  const { declared, options, told } = counted({});
  const driver = await testDriver(declared, options);
  const at = { topic: words.name, partition: driver.client.partitionFor(Buffer.from("a"), 3) };
  driver.log.appendDamaged(at, Buffer.from("torn"), 3);
  await driver.pipe(words, "a", word("x"));
  expect(driver.deadLetters(words)).toMatchObject([
    { code: "BATCH_UNDECODABLE", ...at, offset: 0, key: null, payload: Buffer.from("torn") },
  ]);
  expect(driver.deadLetters(words)[0]?.message).toContain("offsets 0 to 2");
  expect(driver.records(counts)).toHaveLength(1);
  expect(told).toEqual(["0 BATCH_UNDECODABLE deadLetter"]);
  const [letter] = driver.bytes(wordsDeadLetters.name);
  expect(JSON.parse(letter?.headers["dead-letter"] ?? "")).toMatchObject({ payload: "batch", lastOffset: "2" });
});

test("a batch that cannot be read ends the application where that is the policy", async () => {
  const { declared, options } = counted({}, { BATCH_UNDECODABLE: "fail" });
  const driver = await testDriver(declared, options);
  driver.log.appendDamaged({ topic: words.name, partition: 2 }, Buffer.from("torn"), 3);
  await expect(driver.settle()).rejects.toMatchObject({ code: "RECORD_REFUSED", origin: { partition: 2, offset: 0n } });
});

const limits = { recordBytes: 2_000 };

test("a record too large for a letter is cut, with its size and hash; where that is not wanted, the application ends", async () => {
  const lenient = counted({});
  const driver = await testDriver(lenient.declared, { ...lenient.options, limits });
  await driver.pipe(words, "a", word(`${"x".repeat(3_000)}`));
  await driver.pipe(words, "a", word("refuse"));
  driver.appendBytes({ topic: words.name, partition: 0, key: Buffer.from("a"), value: Buffer.alloc(3_000, "{") });
  await driver.settle();
  const cut = driver.bytes(wordsDeadLetters.name).find(({ partition }) => partition === 0);
  const note = JSON.parse(cut?.headers["dead-letter"] ?? "");
  expect(note).toMatchObject({ payload: "cut", bytes: 3_000, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(cut?.value?.length).toBeLessThan(limits.recordBytes);

  const strict = counted({ LETTER_TOO_LARGE: "fail" });
  const ending = await testDriver(strict.declared, { ...strict.options, limits });
  ending.appendBytes({ topic: words.name, partition: 0, key: Buffer.from("a"), value: Buffer.alloc(3_000, "{") });
  await expect(ending.settle()).rejects.toThrow(/does not fit into a dead letter of 2000 bytes.*UNDECODABLE/);
  expect(strict.told).toEqual(["0 LETTER_TOO_LARGE fail"]);
});

test("a key and headers that leave a letter no room are left out, and the letter says so", async () => {
  const { declared, options } = counted({});
  const driver = await testDriver(declared, { ...options, limits });
  const headers = { trace: "t".repeat(1_900) };
  driver.appendBytes({
    topic: words.name,
    partition: 0,
    key: Buffer.alloc(1_900, "k"),
    value: Buffer.from("?"),
    headers,
  });
  await driver.settle();
  const [letter] = driver.bytes(wordsDeadLetters.name);
  expect(letter).toMatchObject({ key: null, partition: 0 });
  expect(Object.keys(letter?.headers ?? {})).toEqual(["dead-letter"]);
  expect(JSON.parse(letter?.headers["dead-letter"] ?? "")).toMatchObject({ dropped: ["key", "headers"] });
  expect(driver.deadLetters(words)[0]?.key).toMatch(/^k{100,}$/);
});

test("a store entry too large is under its record's policy; it is not retried within its transaction", async () => {
  const { declared, options, told } = counted({ RECORD_TOO_LARGE: retry({ attempts: 2, finally: "fail" }) });
  const keeping = declared.sources.map((source) => {
    const process: typeof source.process = ({ key, value }, { stores }) =>
      stores.counts.put(key, { count: 1, last: (value as { text: string }).text });
    return { ...source, process };
  });
  const driver = await testDriver({ ...declared, sources: keeping }, { ...options, limits });
  driver.append(words, "a", word("x"));
  driver.append(words, "a", word("y".repeat(2_000)));
  await expect(driver.settle()).rejects.toMatchObject({ code: "RECORD_REFUSED", reason: { code: "RECORD_TOO_LARGE" } });
  expect(told).toEqual(["1 RECORD_TOO_LARGE fail"]);
});
