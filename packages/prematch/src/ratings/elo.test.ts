import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eloChange, eloDefaults, eloExpectation } from "./elo.ts";

const rating = fc.double({ min: 900, max: 2_200, noNaN: true });

describe("Elo", () => {
  it.each([
    [1500, 1500, false, 0.6400649998028851],
    [1500, 1600, false, 0.5],
    [1500, 1500, true, 0.5],
    [1600, 1500, false, 0.7597469266479578],
  ])("expects of %d at home to %d (neutral: %s) a share of %d", (home, away, neutral, share) => {
    expect(eloExpectation(home, away, neutral, eloDefaults)).toBeCloseTo(share, 12);
  });

  // a win of equals at home is worth 20 x (1 - 0.64006); two goals count 1.5 times, three 1.75 times, five twice
  it.each([
    [1, 7.198700003942298],
    [2, 10.798050005913446],
    [3, 12.59772500689902],
    [5, 14.3974000078846],
    [0, -2.8012999960577023],
    [-1, -12.801299996057702],
    [-5, -25.602599992115405],
  ])("moves equals by the margin of a match that ends %d goals apart", (difference, points) => {
    expect(eloChange(1500, 1500, difference, false)).toBeCloseTo(points, 12);
  });

  it("moves no more for a high win where the margin is left out", () => {
    const plain = { ...eloDefaults, margin: false };
    expect(eloChange(1500, 1500, 4, false, plain)).toBe(eloChange(1500, 1500, 1, false, plain));
  });

  it("expects less of whoever meets a stronger side, and the rest of the other", () => {
    fc.assert(
      fc.property(rating, rating, fc.double({ min: 1, max: 300, noNaN: true }), (home, away, more) => {
        const share = eloExpectation(home, away, false, eloDefaults);
        expect(eloExpectation(home, away + more, false, eloDefaults)).toBeLessThan(share);
        const turned = eloExpectation(away, home, true, eloDefaults);
        expect(turned + eloExpectation(home, away, true, eloDefaults)).toBeCloseTo(1, 12);
      }),
    );
  });
});
