import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overChance, resultChances } from "./result-chances.ts";

const rate = fc.double({ min: 0.05, max: 5, noNaN: true });
const rho = fc.double({ min: -0.15, max: 0.05, noNaN: true });

/** Chance of a score, written out. */
function chance(home: number, away: number, [h, a]: [number, number], r: number): number {
  const poisson = (mean: number, n: number) => {
    let value = Math.exp(-mean);
    for (let k = 1; k <= n; k++) value *= mean / k;
    return value;
  };
  const tau =
    h === 0 && a === 0
      ? 1 - home * away * r
      : h === 0 && a === 1
        ? 1 + home * r
        : h === 1 && a === 0
          ? 1 + away * r
          : h === 1 && a === 1
            ? 1 - r
            : 1;
  return tau * poisson(home, h) * poisson(away, a);
}

describe("chances of the results", () => {
  it("are the sums over the scores of Dixon and Coles", () => {
    fc.assert(
      fc.property(rate, rate, rho, (home, away, r) => {
        const sums = { home: 0, draw: 0, away: 0 };
        for (let h = 0; h < 40; h++)
          for (let a = 0; a < 40; a++)
            sums[h > a ? "home" : h === a ? "draw" : "away"] += chance(home, away, [h, a], r);
        const found = resultChances(home, away, r);
        expect(found.home).toBeCloseTo(sums.home, 3);
        expect(found.draw).toBeCloseTo(sums.draw, 5);
        expect(found.away).toBeCloseTo(sums.away, 3);
      }),
    );
  });

  it("mirror each other when the sides change places", () => {
    fc.assert(
      fc.property(rate, rate, (home, away) => {
        expect(resultChances(home, away).home).toBeCloseTo(resultChances(away, home).away, 3);
      }),
    );
  });

  it("are over 2.5 goals as the scores say", () => {
    fc.assert(
      fc.property(rate, rate, rho, (home, away, r) => {
        let under = 0;
        for (let h = 0; h < 3; h++) for (let a = 0; h + a < 3; a++) under += chance(home, away, [h, a], r);
        expect(overChance(home + away)).toBeCloseTo(1 - under, 9);
      }),
    );
  });
});
