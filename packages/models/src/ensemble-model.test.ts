import type { Features } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyFeatures } from "./features.arbitrary.ts";
import { featuresOf, sideOf } from "./features.fixture.ts";
import { ensembleNone } from "./shipped-models.ts";

const resultOf = (features: Features) => ensembleNone.predict(features, null).matchResult;

const halfTime = { home: 0, away: 0 };
/** Chances that only rounding and the cut tail of the matrix can part. */
const rounding = 1e-11;

describe("a prediction before the match", () => {
  test("expects the goals that the rates say, where they are known, and else those of recent form", () => {
    const { remainingGoals, matchResult } = ensembleNone.predict(featuresOf(), {
      ...{ home: 2.2, away: 0.7, dependence: 0, variance: 0 },
    });
    expect(remainingGoals.home).toBeCloseTo(2.2, 10);
    expect(remainingGoals.away).toBeCloseTo(0.7, 10);
    expect(matchResult.home).toBeGreaterThan(0.65);
    expect(ensembleNone.predict(featuresOf(), null).remainingGoals).not.toEqual(remainingGoals);
  });
});

describe("a prediction in play", () => {
  test("is as before the match when the ball starts to roll", () => {
    fc.assert(
      fc.property(anyFeatures, (some) => {
        const before = { ...some, phase: "PRE_MATCH", period: 0, second: 0, home: sideOf(), away: sideOf() } as const;
        const after = resultOf({ ...before, phase: "LIVE", period: 1, halfTime: null, stoppage: null });
        const { home, draw, away } = resultOf({ ...before, halfTime: null });
        expect(after.home).toBeCloseTo(home, 12);
        expect(after.draw).toBeCloseTo(draw, 12);
        expect(after.away).toBeCloseTo(away, 12);
      }),
    );
  });

  test("never lowers a side's chance of winning for its goal", () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const { home, away } = features;
        const homeScores = { ...features, home: { ...home, goals: home.goals + 1 } };
        const awayScores = { ...features, away: { ...away, goals: away.goals + 1 } };
        expect(resultOf(homeScores).home).toBeGreaterThanOrEqual(resultOf(features).home - rounding);
        expect(resultOf(homeScores).away).toBeLessThanOrEqual(resultOf(features).away + rounding);
        expect(resultOf(awayScores).away).toBeGreaterThanOrEqual(resultOf(features).away - rounding);
      }),
      { numRuns: 2_000 },
    );
  });

  test("never raises a side's chance of winning for its red card", () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const { home } = features;
        const after = resultOf({ ...features, home: { ...home, men: home.men - 1, redCards: home.redCards + 1 } });
        expect(after.home).toBeLessThanOrEqual(resultOf(features).home + rounding);
        expect(after.away).toBeGreaterThanOrEqual(resultOf(features).away - rounding);
      }),
      { numRuns: 2_000 },
    );
  });

  test("moves little within a second without events", () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const now = resultOf(features);
        const next = resultOf({ ...features, second: features.second + 1 });
        expect(Math.abs(next.home - now.home)).toBeLessThan(0.005);
        expect(Math.abs(next.draw - now.draw)).toBeLessThan(0.005);
      }),
    );
  });

  test("is mirrored when the sides change places on neutral ground", () => {
    fc.assert(
      fc.property(anyFeatures, (some) => {
        const features = { ...some, neutral: true };
        const { home, away, homeForm, awayForm, homeTeam, awayTeam } = features;
        const sides = { home: away, away: home, homeForm: awayForm, awayForm: homeForm };
        const mirrored = resultOf({ ...features, ...sides, homeTeam: awayTeam, awayTeam: homeTeam });
        const { home: win, draw, away: loss } = resultOf(features);
        expect(mirrored.home).toBeCloseTo(loss, 12);
        expect(mirrored.draw).toBeCloseTo(draw, 12);
        expect(mirrored.away).toBeCloseTo(win, 12);
      }),
    );
  });

  test("plays ten against ten like eleven against eleven", () => {
    const level = featuresOf({ phase: "LIVE", period: 2, second: 600, halfTime });
    const ten = sideOf({ men: 10, redCards: 1 });
    expect(resultOf({ ...level, home: ten, away: ten })).toEqual(resultOf(level));
  });
});

describe("a prediction of what is settled", () => {
  test("is the result at the end", () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const fullTime = { home: features.home.goals, away: features.away.goals };
        const { matchResult, remainingGoals, nextGoal } = ensembleNone.predict(
          {
            ...features,
            ...{ phase: "FINISHED", period: 2, second: 2900, halfTime, fullTime },
          },
          null,
        );
        expect(matchResult).toEqual({
          home: fullTime.home > fullTime.away ? 1 : 0,
          draw: fullTime.home === fullTime.away ? 1 : 0,
          away: fullTime.home < fullTime.away ? 1 : 0,
        });
        expect([remainingGoals, nextGoal.none]).toEqual([{ home: 0, away: 0 }, 1]);
      }),
    );
  });

  test("stands on the score after 90 minutes in extra time and after it", () => {
    const home = sideOf({ goals: 3 });
    const extraTime = featuresOf({
      period: 4,
      second: 800,
      halfTime,
      fullTime: { home: 1, away: 1 },
      home,
      knockout: true,
    });
    for (const phase of ["LIVE", "BREAK", "FINISHED"] as const) {
      const { matchResult, overUnder, scoreGrid } = ensembleNone.predict({ ...extraTime, phase }, null);
      expect(matchResult).toEqual({ home: 0, draw: 1, away: 0 });
      expect(overUnder.map(({ over }) => over)).toEqual([1, 1, 0, 0, 0]);
      expect([scoreGrid.home, scoreGrid.away]).toEqual([1, 1]);
    }
  });

  test("is none yet for a match that was called off: the last clock and score speak", () => {
    const live = featuresOf({ phase: "LIVE", period: 2, second: 900, halfTime, home: sideOf({ goals: 1 }) });
    expect(ensembleNone.predict({ ...live, phase: "CALLED_OFF" }, null)).toEqual(ensembleNone.predict(live, null));
  });
});
