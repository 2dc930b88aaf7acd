import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packed, rowsIn, secondIn } from "./histogram.ts";

describe("a sum of packed second derivatives", () => {
  it("still tells how many there were, and what they come to", () => {
    const seconds = fc.array(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(seconds, (each) => {
        const sum = each.reduce((so, second) => so + packed(second), 0);
        expect(rowsIn(sum)).toBe(each.length);
        const exact = each.reduce((a, b) => a + b, 0);
        expect(Math.abs(secondIn(sum) - exact)).toBeLessThanOrEqual(each.length / 65_536);
      }),
    );
  });

  it("is exact for as many rows as a tree may have", () => {
    const most = packed(0.5) * 2 ** 18;
    expect(Number.isSafeInteger(most)).toBe(true);
    expect(rowsIn(most)).toBe(2 ** 18);
    expect(secondIn(most)).toBe(2 ** 17);
  });
});
