import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { featuresOf } from "./features.fixture.ts";
import { type Clock, partsLeft, partsOfMatch } from "./match-time.ts";

/** Percent of a match's goals by its parts, as measured on 10,000 public matches. */
const goals = [12.5, 14.2, 15.1, 1.9, 16.4, 17.1, 17.5, 5.4];
const shareToCome = (clock: Clock) =>
  partsLeft(clock, new Float64Array(partsOfMatch)).reduce(
    (sum, left, part) => sum + left * (goals[part] as number),
    0,
  ) / goals.reduce((a, b) => a + b, 0);

const halfTime = { home: 0, away: 0 };
const firstHalf = (second: number, stoppage: number | null = null) =>
  shareToCome(featuresOf({ phase: "LIVE", period: 1, second, stoppage }));
const secondHalf = (second: number, stoppage: number | null = null) =>
  shareToCome(featuresOf({ phase: "LIVE", period: 2, second, stoppage, halfTime }));
const atHalfTime = shareToCome(featuresOf({ phase: "BREAK", period: 1, second: 2800, halfTime }));

describe("the share of a match's goals that is still to come", () => {
  test("is all of them before kick-off and at it", () => {
    expect(shareToCome(featuresOf())).toBe(1);
    expect(firstHalf(0)).toBeCloseTo(1, 14);
  });

  test("is 56 % at half-time, and the same when the second half begins", () => {
    expect(atHalfTime).toBeCloseTo(0.563, 3);
    expect(secondHalf(0)).toBeCloseTo(atHalfTime, 14);
  });

  test("falls faster in the last quarter of an hour than in the first", () => {
    expect(secondHalf(1800) - secondHalf(2700)).toBeGreaterThan(1.3 * (firstHalf(0) - firstHalf(900)));
  });

  test("tells 45+3 from 48", () => {
    expect(firstHalf(2880)).toBeGreaterThan(atHalfTime);
    expect(secondHalf(180)).toBeLessThan(atHalfTime);
  });

  test("is never gone before the end is known, however long the stoppage", () => {
    expect(secondHalf(2700 + 15 * 60)).toBeGreaterThan(0);
    expect(secondHalf(2700 + 15 * 60, 60)).toBeGreaterThan(0);
    const ended = featuresOf({ phase: "FINISHED", period: 2, second: 2900, halfTime, fullTime: halfTime });
    expect(shareToCome(ended)).toBe(0);
  });

  test("is larger where more stoppage is announced", () => {
    expect(secondHalf(2700, 8 * 60)).toBeGreaterThan(secondHalf(2700));
    expect(secondHalf(2700, 60)).toBeLessThan(secondHalf(2700));
  });

  test("falls continuously while a half is played", () => {
    const anyStoppage = fc.option(fc.integer({ min: 0, max: 900 }));
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3590, noNaN: true }), anyStoppage, (second, stoppage) => {
        for (const share of [firstHalf, secondHalf]) {
          const fall = share(second, stoppage) - share(second + 1, stoppage);
          expect(fall).toBeGreaterThan(0);
          expect(fall).toBeLessThan(0.0005);
        }
      }),
    );
  });

  test("is gone in extra time", () => {
    const extraTime = featuresOf({ phase: "LIVE", period: 3, second: 300, halfTime, fullTime: { home: 1, away: 1 } });
    expect(shareToCome(extraTime)).toBe(0);
  });
});
