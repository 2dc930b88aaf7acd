import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Belief } from "../belief.ts";
import { readMarkets } from "../markets.ts";
import { inPlayParameters } from "./artefact.ts";
import type { InPlayState } from "./in-play-state.ts";
import { restOfMatch } from "./rest-of-match.ts";

const anyBelief: fc.Arbitrary<Belief> = fc.record({
  home: fc.double({ min: 0.2, max: 5, noNaN: true }),
  away: fc.double({ min: 0.2, max: 5, noNaN: true }),
  dependence: fc.double({ min: -0.12, max: 0.03, noNaN: true }),
  variance: fc.constant(0.04),
});
const side = { goals: 0, men: 11, shots: 0, expectedGoals: 0 };
const kickOff: InPlayState = {
  ...{ phase: "PRE_MATCH", period: 0, second: 0, stoppage: null, halfTime: null, fullTime: null },
  ...{ lastGoal: null, knockout: false, shootOut: null, home: side, away: side },
};

const chancesOf = (belief: Belief, state: InPlayState) =>
  readMarkets(
    restOfMatch(inPlayParameters, belief, state, "wyscout").matrix,
    { home: state.home.goals, away: state.away.goals },
    { home: 1, away: 1 },
  );

describe("the rest of a match", () => {
  test("is what was believed before it, cell by cell, when the ball starts to roll", () => {
    fc.assert(
      fc.property(anyBelief, fc.boolean(), (belief, isLive) => {
        const state = isLive ? { ...kickOff, phase: "LIVE" as const, period: 1 } : kickOff;
        const { matrix } = restOfMatch(inPlayParameters, belief, state, "wyscout");
        for (let home = 0; home < 5; home++) {
          for (let away = 0; away < 5; away++) {
            expect(matrix.probabilities[home * matrix.columns + away]).toBeCloseTo(dixonColes(belief, home, away), 11);
          }
        }
      }),
    );
  });

  test("forgets by half-time how low draws hang together before a match", () => {
    const half = { ...kickOff, phase: "BREAK" as const, period: 1, halfTime: { home: 0, away: 0 } };
    const belief = { home: 1.4, away: 1.1, variance: 0.04 };
    expect(chancesOf({ ...belief, dependence: -0.1 }, half)).toEqual(chancesOf({ ...belief, dependence: 0 }, half));
  });

  test("is better for a side that has shot more, where they are of someone that shots were learnt from", () => {
    const belief = { home: 1.4, away: 1.1, dependence: -0.09, variance: 0.04 };
    const half = { ...kickOff, phase: "BREAK" as const, period: 1, halfTime: { home: 0, away: 0 } };
    const usual = chancesOf(belief, half).matchResult.home;
    const pressed = {
      ...half,
      home: { ...side, shots: 12, expectedGoals: 1.2 },
      away: { ...side, shots: 2, expectedGoals: 0.1 },
    };
    expect(chancesOf(belief, pressed).matchResult.home).toBeGreaterThan(usual + 0.03);
    const byStranger = restOfMatch(inPlayParameters, belief, pressed, "nobody").matrix;
    expect(byStranger).toEqual(restOfMatch(inPlayParameters, belief, half, "wyscout").matrix);
  });

  test("sees fewer goals in the minutes after a goal", () => {
    const belief = { home: 1.4, away: 1.1, dependence: -0.09, variance: 0.04 };
    const at = { ...kickOff, phase: "LIVE" as const, period: 2, second: 2_400, halfTime: { home: 0, away: 0 } };
    const scored = { ...at, home: { ...side, goals: 1 } };
    const long = restOfMatch(inPlayParameters, belief, { ...scored, lastGoal: { period: 2, second: 2_000 } }, "x").rates
      .level;
    const just = restOfMatch(inPlayParameters, belief, { ...scored, lastGoal: { period: 2, second: 2_390 } }, "x").rates
      .level;
    expect(just.home / long.home).toBeLessThan(0.95);
    expect(just.home / long.home).toBeGreaterThan(0.7);
  });
});

function dixonColes({ home: λ, away: μ, dependence: ρ }: Belief, home: number, away: number): number {
  const poisson = (rate: number, goals: number): number =>
    goals === 0 ? Math.exp(-rate) : (poisson(rate, goals - 1) * rate) / goals;
  const low: Record<string, number> = { "0-0": 1 - λ * μ * ρ, "0-1": 1 + λ * ρ, "1-0": 1 + μ * ρ, "1-1": 1 - ρ };
  return poisson(λ, home) * poisson(μ, away) * Math.max(0, low[`${home}-${away}`] ?? 1);
}
