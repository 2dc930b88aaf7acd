import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastThatRoundsTo } from "./scikit-forest.ts";

describe("a threshold on numbers of single precision", () => {
  it("asks of a number itself what it asked of the rounded one", () => {
    const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: -3, max: 3 }), (threshold, other, steps) => {
        const last = lastThatRoundsTo(threshold);
        for (const value of [other, last, last + steps * 2 ** -30, threshold, last * (1 + steps * Number.EPSILON)]) {
          expect(value <= last).toBe(Math.fround(value) <= threshold);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
