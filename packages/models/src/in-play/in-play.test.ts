import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Belief } from "../belief.ts";
import { anyFeatures } from "../features.arbitrary.ts";
import { featuresOf, sideOf } from "../features.fixture.ts";
import { inPlayParameters } from "./artefact.ts";
import { inPlay, resultInPlay } from "./in-play.ts";
import { restOfMatch } from "./rest-of-match.ts";

const belief: Belief = { home: 1.6, away: 1.1, dependence: -0.09, variance: 0.05 };
const halfTime = { home: 0, away: 0 };
const widthOf = (interval: ReturnType<typeof inPlay>["interval"]) => {
  if (interval === null) throw new Error("no interval");
  return interval.high.home - interval.low.home;
};

describe("all markets of a match in play", () => {
  test("agree with the matrix to the last digits", () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const said = inPlay(belief, features, "wyscout");
        const { matrix } = restOfMatch(inPlayParameters, belief, features, "wyscout");
        const chance = (holds: (home: number, away: number) => boolean) => {
          let sum = 0;
          matrix.probabilities.forEach((each, at) => {
            const home = features.home.goals + Math.floor(at / matrix.columns);
            if (holds(home, features.away.goals + (at % matrix.columns))) sum += each;
          });
          return sum;
        };
        const { matchResult, doubleChance, cleanSheet, bothTeamsToScore } = said;
        const pairs: [number | undefined, number][] = [
          [matchResult.home, chance((home, away) => home > away)],
          [matchResult.draw, chance((home, away) => home === away)],
          [doubleChance?.homeOrDraw, chance((home, away) => home >= away)],
          [doubleChance?.homeOrAway, chance((home, away) => home !== away)],
          [doubleChance?.drawOrAway, chance((home, away) => home <= away)],
          [cleanSheet?.home, chance((_, away) => away === 0)],
          [cleanSheet?.away, chance((home) => home === 0)],
          [bothTeamsToScore, chance((home, away) => home > 0 && away > 0)],
          [said.nextGoalBy.at(-1)?.chance ?? 0, 1 - said.nextGoal.none],
          ...said.overUnder.map(({ line, over }): [number, number] => [
            over,
            chance((home, away) => home + away > line),
          ]),
          ...said.handicaps.flatMap(({ line, home: covers, push, away: fails }): [number, number][] => [
            [covers, chance((home, away) => home + line > away)],
            [push, chance((home, away) => home + line === away)],
            [fails, chance((home, away) => home + line < away)],
          ]),
        ];
        for (const [market, sum] of pairs) expect(Math.abs((market ?? Number.NaN) - sum)).toBeLessThan(1e-12);
        const quick = resultInPlay(belief, features, "wyscout");
        expect(Math.abs(quick.home - matchResult.home) + Math.abs(quick.draw - matchResult.draw)).toBeLessThan(1e-12);
      }),
    );
  });
});

describe("the time of the next goal", () => {
  test("is later with each quarter of an hour, up to the chance that one comes at all", () => {
    fc.assert(
      fc.property(anyFeatures, fc.option(fc.integer({ min: 0, max: 300 })), (some, ago) => {
        const lastGoal = ago === null ? null : { period: some.period, second: Math.max(0, some.second - ago) };
        const chances = inPlay(belief, { ...some, lastGoal }, "wyscout").nextGoalBy.map(({ chance }) => chance);
        for (const [at, chance] of chances.entries()) expect(chance).toBeGreaterThanOrEqual(chances[at - 1] ?? 0);
      }),
    );
  });

  test("is told for quarters that are on or to come", () => {
    const minutes = (second: number) =>
      inPlay(belief, featuresOf({ phase: "LIVE", period: 2, second, halfTime }), "x").nextGoalBy.map(
        ({ minute }) => minute,
      );
    expect(minutes(899)).toEqual([60, 75, 90]);
    expect(minutes(901)).toEqual([75, 90]);
    expect(minutes(2_900)).toEqual([90]);
  });
});

describe("the interval of a chance", () => {
  const at = (second: number, changes = {}) =>
    inPlay(belief, featuresOf({ phase: "LIVE", period: 2, second, halfTime, ...changes }), "wyscout").interval;

  test("holds the chance and lies within 0 and 1", () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const { interval, matchResult } = inPlay(belief, features, "x");
        for (const outcome of ["home", "draw", "away"] as const) {
          const [low, high] = [interval?.low[outcome] ?? Number.NaN, interval?.high[outcome] ?? Number.NaN];
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(matchResult[outcome] + 1e-12);
          expect(high).toBeGreaterThanOrEqual(matchResult[outcome] - 1e-12);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("closes as time runs out, and is a point at the end", () => {
    expect(widthOf(at(2_600))).toBeLessThan(0.5 * widthOf(at(600)));
    const over = featuresOf({ phase: "FINISHED", period: 2, second: 2_900, halfTime, fullTime: halfTime });
    expect(widthOf(inPlay(belief, over, "x").interval)).toBe(0);
  });

  test("is wider where a man is missing, and narrower once shots have been seen", () => {
    expect(widthOf(at(0, { away: sideOf({ men: 10 }) }))).toBeGreaterThan(1.2 * widthOf(at(0)));
    const shots = { home: sideOf({ shots: 6 }), away: sideOf({ shots: 5 }) };
    expect(widthOf(at(0, shots))).toBeLessThan(0.95 * widthOf(at(0)));
  });

  test("covers the chance of sides whose strengths are drawn as they are believed, 95 times of 100", () => {
    const live = featuresOf({ phase: "LIVE", period: 2, second: 0, halfTime });
    const { interval } = inPlay(belief, live, "x");
    const normal = [-1.95, -1.2, -0.6, 0, 0.6, 1.2, 1.95].map(
      (deviations) => deviations * Math.sqrt(belief.variance / 2),
    );
    for (const up of normal) {
      // strengths whose log ratio is off by as much as variance says, in both directions
      const drawn = {
        ...belief,
        home: belief.home * Math.exp(up / Math.SQRT2),
        away: belief.away * Math.exp(-up / Math.SQRT2),
      };
      const { matchResult } = inPlay(drawn, live, "x");
      expect(matchResult.home).toBeGreaterThan((interval?.low.home ?? 1) - 0.005);
      expect(matchResult.home).toBeLessThan((interval?.high.home ?? 0) + 0.005);
    }
  });
});

describe("who goes through", () => {
  const tie = (changes = {}) => inPlay(belief, featuresOf({ knockout: true, ...changes }), "x");
  const extraTime = { knockout: true, period: 4, second: 800, halfTime, fullTime: { home: 1, away: 1 } };

  test("is asked of a knock-out tie alone, and adds up to 1", () => {
    expect(inPlay(belief, featuresOf(), "x").toQualify).toBeNull();
    const { toQualify, matchResult } = tie();
    expect((toQualify?.home ?? 0) + (toQualify?.away ?? 0)).toBeCloseTo(1, 14);
    expect(toQualify?.home).toBeGreaterThan(matchResult.home + matchResult.draw / 2);
    expect(toQualify?.home).toBeLessThan(matchResult.home + matchResult.draw);
  });

  test("goes on in extra time, when the markets of the 90 minutes are settled", () => {
    const led = tie({ ...extraTime, phase: "LIVE", home: sideOf({ goals: 2 }), away: sideOf({ goals: 1 }) });
    expect(led.matchResult).toEqual({ home: 0, draw: 1, away: 0 });
    expect(led.toQualify?.home).toBeGreaterThan(0.9);
    const level = tie({
      ...extraTime,
      phase: "LIVE",
      period: 5,
      second: 60,
      home: sideOf({ goals: 1 }),
      away: sideOf({ goals: 1 }),
    });
    expect(level.toQualify).toEqual({ home: 0.5, away: 0.5 });
  });

  test("is known at the end, by goals or by a shoot-out, unless nobody told its kicks", () => {
    const over = { ...extraTime, phase: "FINISHED" as const, home: sideOf({ goals: 1 }), away: sideOf({ goals: 1 }) };
    expect(tie({ ...over, away: sideOf({ goals: 2 }) }).toQualify).toEqual({ home: 0, away: 1 });
    expect(tie({ ...over, period: 5, shootOut: { home: 4, away: 3 } }).toQualify).toEqual({ home: 1, away: 0 });
    expect(tie({ ...over, period: 5, shootOut: null }).toQualify).toBeNull();
    const won = { phase: "FINISHED" as const, period: 2, fullTime: { home: 2, away: 1 }, halfTime };
    expect(tie({ ...won, home: sideOf({ goals: 2 }), away: sideOf({ goals: 1 }) }).toQualify).toEqual({
      home: 1,
      away: 0,
    });
  });
});
