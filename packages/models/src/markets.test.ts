import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gridSize, readMarkets } from "./markets.ts";
import { independentPoisson } from "./score-matrix.ts";

const anyRate = fc.double({ min: 0, max: 8, noNaN: true });
const anyGoals = fc.integer({ min: 0, max: 6 });
const anyMarkets = fc
  .record({ home: anyRate, away: anyRate, score: fc.record({ home: anyGoals, away: anyGoals }) })
  .map(({ home, away, score }) => {
    const remaining = { home, away };
    return { remaining, score, markets: readMarkets(independentPoisson(remaining), score, remaining) };
  });
const closeTo = (actual: number, expected: number) => expect(Math.abs(actual - expected)).toBeLessThan(1e-12);

describe("markets read off one matrix", () => {
  test("each add up to 1", () => {
    fc.assert(
      fc.property(anyMarkets, ({ markets }) => {
        const { matchResult, nextGoal, scoreGrid } = markets;
        closeTo(matchResult.home + matchResult.draw + matchResult.away, 1);
        closeTo(nextGoal.home + nextGoal.none + nextGoal.away, 1);
        closeTo(
          scoreGrid.probabilities.reduce((a, b) => a + b, scoreGrid.beyond),
          1,
        );
      }),
    );
  });

  test("agree with the score grid, up to what lies beyond it", () => {
    fc.assert(
      fc.property(anyMarkets, ({ markets, score }) => {
        const { probabilities, beyond } = markets.scoreGrid;
        const chance = (holds: (home: number, away: number) => boolean) =>
          probabilities.reduce((total, p, at) => {
            const home = score.home + Math.floor(at / gridSize);
            return holds(home, score.away + (at % gridSize)) ? total + p : total;
          }, 0);
        const agrees = (market: number, inGrid: number) => {
          expect(market).toBeGreaterThanOrEqual(inGrid - 1e-12);
          expect(market).toBeLessThanOrEqual(inGrid + beyond + 1e-12);
        };
        agrees(
          markets.matchResult.home,
          chance((home, away) => home > away),
        );
        agrees(
          markets.matchResult.draw,
          chance((home, away) => home === away),
        );
        agrees(
          markets.bothTeamsToScore,
          chance((home, away) => home > 0 && away > 0),
        );
        for (const { line, over } of markets.overUnder)
          agrees(
            over,
            chance((home, away) => home + away > line),
          );
        closeTo(markets.nextGoal.none, probabilities[0] as number);
      }),
    );
  });

  test("more goals are never likelier than fewer", () => {
    fc.assert(
      fc.property(anyMarkets, ({ markets }) => {
        const overs = markets.overUnder.map(({ over }) => over);
        for (const [at, over] of overs.entries()) expect(over).toBeLessThanOrEqual(overs[at - 1] ?? 1);
      }),
    );
  });

  test("a side that cannot score does not score next", () => {
    const remaining = { home: 0, away: 0.7 };
    const { nextGoal } = readMarkets(independentPoisson(remaining), { home: 0, away: 0 }, remaining);
    expect(nextGoal.home).toBe(0);
    closeTo(nextGoal.none, Math.exp(-0.7));
  });

  test("match the formulas of independent Poisson goals", () => {
    const remaining = { home: 1.4, away: 1.1 };
    const markets = readMarkets(independentPoisson(remaining), { home: 0, away: 0 }, remaining);
    closeTo(markets.bothTeamsToScore, (1 - Math.exp(-1.4)) * (1 - Math.exp(-1.1)));
    closeTo(markets.overUnder[2]?.over ?? 0, 1 - Math.exp(-2.5) * (1 + 2.5 + 2.5 ** 2 / 2));
    closeTo(markets.scoreGrid.probabilities[gridSize + 2] ?? 0, Math.exp(-2.5) * 1.4 * (1.1 ** 2 / 2));
  });
});

test("with nothing left to play every market is certain", () => {
  const remaining = { home: 0, away: 0 };
  const markets = readMarkets(independentPoisson(remaining), { home: 2, away: 1 }, remaining);
  expect(markets.matchResult).toEqual({ home: 1, draw: 0, away: 0 });
  expect(markets.overUnder.map(({ over }) => over)).toEqual([1, 1, 1, 0, 0]);
  expect(markets.bothTeamsToScore).toBe(1);
  expect(markets.nextGoal).toEqual({ home: 0, none: 1, away: 0 });
  expect(markets.scoreGrid).toMatchObject({ home: 2, away: 1, beyond: 0 });
  expect(markets.scoreGrid.probabilities[0]).toBe(1);
});
