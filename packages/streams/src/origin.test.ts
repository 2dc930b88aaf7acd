import { describe, expect, test } from "vitest";
import { originOf, placeOf } from "./origin.ts";
import { recordAt } from "./record-at.ts";
import { counting, counts, words } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { goal, goals, scores, told } from "./testing/scores.fixture.ts";
import { testDriver } from "./testing/test-driver.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;

describe("the origin of an output", () => {
  test("is the place of the very record that led to it, whatever origin that came with", async () => {
    const driver = await testDriver(counting, { openSerde: openJsonSerde });
    for (const text of ["x", "y", "z"]) await driver.pipe(words, "a", word(text), { origin: "elsewhere 0@7" });
    const outputs = driver.records(counts);
    expect(outputs).toHaveLength(3);
    for (const { headers, value } of outputs) {
      const origin = originOf(headers);
      if (origin === undefined) throw new Error("no origin");
      const record = await recordAt(driver.client, origin);
      expect(JSON.parse(String(record?.value))).toMatchObject({ value: { text: value.last } });
    }
  });

  test("is told of no output of a punctuation, which no single record leads to", async () => {
    const driver = await testDriver(scores(), { openSerde: openJsonSerde });
    await driver.pipe(goals, "a", goal(10));
    await driver.pipe(goals, "a", goal(110));
    expect(driver.records(told).map(({ headers }) => originOf(headers))).toEqual([undefined]);
  });

  test("is read as it was written, and from nothing else", () => {
    const origin = { topic: "match.events", partition: 3, offset: 1234n };
    expect(originOf({ origin: placeOf(origin) })).toEqual(origin);
    for (const text of ["", "match.events", "match.events 3@", "match.events x@1", "a b 3@1"]) {
      expect(originOf({ origin: text })).toBeUndefined();
    }
  });
});

test("no record is found at a place where none stands", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  await driver.pipe(words, "a", word("x"));
  expect(await recordAt(driver.client, { topic: words.name, partition: 0, offset: 99n })).toBeUndefined();
  expect(await recordAt(driver.client, { topic: words.name, partition: 9, offset: 0n })).toBeUndefined();
});
