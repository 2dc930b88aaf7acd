import { expect, it } from "vitest";
import { rangeWords } from "./range-words.ts";

const low = { home: 0.274, draw: 0.1, away: 0 };

it("says where a chance lies, in whole percent", () => {
  expect(rangeWords({ interval: { low, high: { home: 0.406, draw: 0.104, away: 0 } } }, "home")).toBe("27–41");
});

it("says nothing where there is no range to speak of", () => {
  const high = { home: 0.406, draw: 0.104, away: 0 };
  expect(rangeWords({ interval: { low, high } }, "draw")).toBeUndefined();
  expect(rangeWords({ interval: { low, high } }, "away")).toBeUndefined();
  expect(rangeWords({ interval: null }, "home")).toBeUndefined();
});
