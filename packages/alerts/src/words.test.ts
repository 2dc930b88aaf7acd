import { expect, test } from "vitest";
import { clock, percent, rounded, signedPercent } from "./words.ts";

test.each([
  [0, 0, "before kick-off"],
  [1, 0, "1'"],
  [1, 2_699, "45'"],
  [1, 2_700, "45+1'"],
  [2, 0, "46'"],
  [2, 2_910, "90+4'"],
  [3, 899, "105'"],
  [4, 901, "120+1'"],
  [5, 300, "120'"],
])("in period %i at second %i the board shows %s", (period, second, shown) => {
  expect(clock(period, second)).toBe(shown);
});

test("shares are shown in percent, and told to five decimals", () => {
  expect([percent(0.3616), signedPercent(0.0677), signedPercent(-0.02)]).toEqual(["36.2 %", "+6.8 %", "−2.0 %"]);
  expect(rounded(0.123456789)).toBe(0.12346);
});
