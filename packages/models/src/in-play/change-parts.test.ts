import type { SideState } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyFeatures } from "../features.arbitrary.ts";
import { featuresOf, sideOf } from "../features.fixture.ts";
import { basisOf, type PredictionBasis } from "../prediction-basis.ts";
import { changeParts } from "./change-parts.ts";
import { inPlay } from "./in-play.ts";

const belief = { home: 1.6, away: 1.1, dependence: -0.09, variance: 0.05 };
const resultOf = ({ belief: of, state, provider }: PredictionBasis) => inPlay(of, state, provider).matchResult;
const partsOf = (last: PredictionBasis, now: PredictionBasis) => changeParts(last, now, resultOf(last), resultOf(now));
const live = featuresOf({ phase: "LIVE", period: 2, second: 600, halfTime: { home: 0, away: 0 } });

describe("the parts of a change", () => {
  test("sum to the whole, whatever changed", () => {
    fc.assert(
      fc.property(anyFeatures, anyFeatures, fc.double({ min: 0.5, max: 3, noNaN: true }), (one, other, home) => {
        const last = basisOf(one, belief);
        const now = basisOf(other, { ...belief, home });
        const parts = partsOf(last, now);
        for (const outcome of ["home", "draw", "away"] as const) {
          const sum = parts.reduce((total, part) => total + part[outcome], 0);
          expect(Math.abs(sum - (resultOf(now)[outcome] - resultOf(last)[outcome]))).toBeLessThan(1e-12);
        }
        for (const part of parts) expect(Math.abs(part.home + part.draw + part.away)).toBeLessThan(1e-12);
      }),
    );
  });

  test("tell a goal from the time that has gone since", () => {
    const [clock, score, ...more] = partsOf(
      basisOf(live, belief),
      basisOf({ ...live, second: 1_200, home: sideOf({ goals: 1 }), lastGoal: { period: 2, second: 1_200 } }, belief),
    );
    expect([clock?.of, score?.of, more]).toEqual(["CLOCK", "SCORE", []]);
    expect(clock?.draw).toBeGreaterThan(0);
    expect(clock?.home).toBeLessThan(0);
    expect(score?.home).toBeGreaterThan(0.2);
  });

  test("name what was believed before, shots and men by themselves", () => {
    const parts = partsOf(
      basisOf({ ...live, home: sideOf({ shots: 3 }) }, belief),
      basisOf({ ...live, home: sideOf({ shots: 9 }), away: sideOf({ men: 10 }) }, { ...belief, home: 1.7 }),
    );
    expect(parts.map(({ of }) => of)).toEqual(["PRE_MATCH", "CHANCES", "MEN"]);
    for (const { home } of parts) expect(home).toBeGreaterThan(0);
  });

  test("are of the model's own chances, and what fades with the clock goes with the clock", () => {
    // as if it went by what the home side did of late and nothing else
    const byRecent = ({ state }: PredictionBasis) => {
      const home = (state.home.recentShots ?? 0) / 10;
      return { home, draw: 0, away: 1 - home };
    };
    const of = (last: PredictionBasis, now: PredictionBasis) =>
      changeParts(last, now, byRecent(last), byRecent(now), byRecent).map(({ of, home }) => [
        of,
        Math.round(10 * home),
      ]);
    const [much, less] = [6, 3].map((recentShots) => sideOf({ shots: 9, recentShots })) as [SideState, SideState];
    const faded = basisOf({ ...live, second: live.second + 900, home: less }, belief);
    expect(of(basisOf({ ...live, home: much }, belief), faded)).toEqual([["CLOCK", -3]]);
    const shot = { ...live, second: live.second + 960, home: sideOf({ shots: 10, recentShots: 4 }) };
    expect(of(faded, basisOf(shot, belief))).toEqual([
      ["CLOCK", 0],
      ["CHANCES", 1],
    ]);
  });

  test("are none where nothing changed, and say so where something else did", () => {
    const basis = basisOf(live, belief);
    expect(partsOf(basis, basisOf({ ...live, suspended: true, revision: 9 }, belief))).toEqual([]);
    const before = { home: 0.3, draw: 0.3, away: 0.4 };
    expect(changeParts(basis, basis, before, resultOf(basis)).map(({ of }) => of)).toEqual(["OTHER"]);
  });
});
