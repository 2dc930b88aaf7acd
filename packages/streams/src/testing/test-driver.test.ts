import { expect, test } from "vitest";
import { counting, counts, words } from "./counting.fixture.ts";
import { openJsonSerde } from "./json-serdes.ts";
import { commitSteps, testDriver } from "./test-driver.ts";

const word = (text: string) => ({ schema: "Word", value: { text } }) as const;

test("a record is folded, its output and its state are committed", async () => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  await driver.pipe(words, "a", word("x"), { "correlation-id": "c1" });
  await driver.pipe(words, "a", word("y"));
  expect(driver.records(counts).map(({ key, value }) => [key, value.count])).toEqual([
    ["a", 1],
    ["a", 2],
  ]);
  expect(driver.records(counts)[0]?.headers).toEqual({
    "correlation-id": "c1",
    "processed-at": "1",
    origin: expect.stringMatching(/^words \d@0$/),
  });
  expect(driver.store("counts")).toEqual({ a: { count: 2, last: "y" } });
});

test.each(commitSteps)("a crash at %s loses nothing and doubles nothing", async (step) => {
  const driver = await testDriver(counting, { openSerde: openJsonSerde });
  await driver.pipe(words, "a", word("x"));
  driver.crashAt(step);
  await driver.pipe(words, "a", word("y"));
  expect(driver.crashed).toBe(true);
  await driver.restart();
  await driver.pipe(words, "a", word("z"));
  expect(driver.records(counts).map(({ value }) => value)).toEqual([
    { count: 1, last: "x" },
    { count: 2, last: "y" },
    { count: 3, last: "z" },
  ]);
  expect(driver.store("history")).toMatchObject({ a: { state: ["x", "y", "z"] } });
});
