import fc from "fast-check";
import { expect, test } from "vitest";
import { entryKey, positionKey, readKey, readPositions, writePositions } from "./changelog.ts";

test("a changelog key reads back as what it was written from", () => {
  const part = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(part, part, fc.option(part, { nil: undefined }), (store, key, id) => {
      const expected = id === undefined ? ["store", store, key] : ["store", store, key, id];
      expect(readKey(Buffer.from(entryKey(store, key, id)))).toEqual(expected);
    }),
  );
});

test("the layout stays: changelogs outlive releases", () => {
  expect(positionKey).toBe('["position"]');
  expect(entryKey("form", "m1")).toBe('["store","form","m1"]');
  expect(entryKey("match", "m1", "e7")).toBe('["store","match","m1","e7"]');
  expect(writePositions(new Map([["words", 2n ** 60n]]))).toBe('{"words":"1152921504606846976"}');
  expect(writePositions(new Map([["words", 2n]]), { words: [17] })).toBe('{"words":"2","@time":{"words":[17]}}');
});

test("positions keep offsets beyond what a double holds, and the event times reached", () => {
  const positions = new Map([
    ["a", 9007199254740993n],
    ["b", 0n],
  ]);
  expect(readPositions(Buffer.from(writePositions(positions)))).toEqual({ positions, reached: {} });
  const reached = { a: [1_700_000_000_000], b: [null, 5] };
  expect(readPositions(Buffer.from(writePositions(positions, reached)))).toEqual({ positions, reached });
});

test.each(["", "x", "[]", '["position",1]', '["store","a"]', "null"])("a foreign key is refused: %s", (key) => {
  expect(() => readKey(Buffer.from(key))).toThrow(/a changelog topic of its own|not JSON/);
});
