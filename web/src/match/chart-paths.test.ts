import type { PredictionPoint, ThreeWay } from "@touchline/client";
import { describe, expect, it } from "vitest";
import { spread, standAt, stands, stepBand, stepLine } from "./chart-paths.ts";
import { timeline } from "./timeline.ts";

const y = (value: number) => (1 - value) * 100;
const home = ({ matchResult }: PredictionPoint) => matchResult.home;
const low = ({ interval }: PredictionPoint) => interval?.low.home ?? null;
const high = ({ interval }: PredictionPoint) => interval?.high.home ?? null;

function point(period: number, second: number, chance: number, known = true): PredictionPoint {
  const of = (value: number): ThreeWay => ({ home: value, draw: 0, away: 1 - value });
  const interval = known ? { low: of(chance - 0.25), high: of(chance + 0.25) } : null;
  return { period, second, matchResult: of(chance), interval } as PredictionPoint;
}

const standsOf = (points: readonly PredictionPoint[]) => stands(points, timeline(points, 914));
const all = standsOf([point(0, 0, 0.5), point(1, 1350, 0.75), point(1, 900, 0.5)]);

it("holds a chance until the next prediction", () => {
  expect(stepLine(all.slice(0, 2), home, y)).toBe("M0.0 50.0H225.0V25.0");
});

it("does not turn back for an event that was told late", () => {
  expect(all.map(({ x }) => x)).toEqual([0, 225, 225]);
});

describe("a band", () => {
  it("runs along its upper line and back along its lower one, in steps", () => {
    expect(stepBand(all.slice(0, 2), low, high, y)).toBe("M0.0 25.0H225.0V0.0H225.0V50.0H225.0V75.0H0.0Z");
  });

  it("has a gap where the interval is not told", () => {
    const broken = standsOf([point(0, 0, 0.5), point(1, 1350, 0.5, false), point(1, 2700, 0.5)]);
    expect(stepBand(broken, low, high, y)).toBe("M0.0 25.0H225.0V75.0H0.0ZM450.0 25.0H450.0V75.0H450.0Z");
    expect(stepBand(standsOf([point(0, 0, 0.5, false)]), low, high, y)).toBe("");
  });

  it("closes where the result is known", () => {
    const of = (value: number) => ({ home: value, draw: 0, away: 1 - value });
    const last = { ...point(2, 2700, 1), interval: { low: of(1), high: of(1) } };
    expect(stepBand(standsOf([point(0, 0, 0.5), last]), low, high, y)).toContain("H914.0V0.0H914.0V0.0");
  });
});

it("finds what holds at a place", () => {
  expect(standAt(all, 100)).toBe(0);
  expect(standAt(all, 225)).toBe(2);
});

describe("labels that would cover each other", () => {
  it("are moved apart, and no further", () => {
    expect(spread([50, 10, 52], 16, 200)).toEqual([43, 10, 59]);
  });

  it("stay within the chart", () => {
    expect(spread([195, 200, 199], 16, 200)).toEqual([168, 200, 184]);
    expect(spread([-3], 16, 200)).toEqual([0]);
    expect(spread([], 16, 200)).toEqual([]);
    expect(spread([5, 5, 5], 16, 20)).toEqual([0, 10, 20]);
  });

  it("give way to those that weigh more", () => {
    const [goal = 0, substitution = 0] = spread([100, 100], 15, 200, [99, 1]);
    expect(substitution - goal).toBeCloseTo(15);
    expect(Math.abs(goal - 100)).toBeLessThan(0.2);
  });
});
