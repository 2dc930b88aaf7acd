import { describe, expect, it } from "vitest";
import { piSurprise } from "./pi.ts";

describe("pi-ratings", () => {
  it.each([
    // error 3, damped 3 / (1 + 0.75 x 3)
    [0, 0, 3, 12 / 13],
    [0, 0, 0, 0],
    [0.5, -0.5, 1, 0],
    // expected 2, drawn: error -2
    [1.2, -0.8, 0, -0.8],
  ])(
    "are surprised by home %d, away %d and %d goals of difference as much as %d",
    (home, away, difference, surprise) => {
      expect(piSurprise(home, away, difference)).toBeCloseTo(surprise, 12);
    },
  );

  it("grow less with each further goal", () => {
    const steps = [1, 2, 3, 4].map((goals) => piSurprise(0, 0, goals) - piSurprise(0, 0, goals - 1));
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
    expect(piSurprise(0, 0, 1_000)).toBeLessThan(1 / 0.75);
  });
});
