import { resultChances } from "@touchline/odds";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dependenceRange, projected } from "./projection.ts";

const rate = fc.double({ min: 0.25, max: 3.5, noNaN: true });
const dependence = fc.double({ min: dependenceRange.least, max: dependenceRange.most, noNaN: true });

describe("one distribution of scores for given chances", () => {
  it("has the rates and the dependence that the chances came from", () => {
    fc.assert(
      fc.property(rate, rate, dependence, (home, away, rho) => {
        const { home: h, draw, away: a } = resultChances(home, away, rho);
        const found = projected([h, draw, a], home + away);
        expect(found.home).toBeCloseTo(home, 4);
        expect(found.away).toBeCloseTo(away, 4);
        const chances = resultChances(found.home, found.away, found.dependence);
        expect(chances.home).toBeCloseTo(h, 7);
        expect(chances.draw).toBeCloseTo(draw, 7);
      }),
    );
  });

  it("keeps the number of goals, and home against away, where no dependence gives the draw", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.double({ min: 1.5, max: 4, noNaN: true }),
        (share, goals) => {
          const { home, away, dependence } = projected([0.4 * share, 0.6, 0.4 * (1 - share)], goals);
          expect(home + away).toBeCloseTo(goals, 9);
          expect(dependence).toBeGreaterThanOrEqual(dependenceRange.least);
          const chances = resultChances(home, away, dependence);
          expect(chances.home / (chances.home + chances.away)).toBeCloseTo(share, 6);
        },
      ),
    );
  });
});
