import { describe, expect, test } from "vitest";
import { hopping, lastEntries, sessions, sliding, tumbling, type WindowShape } from "./window.ts";

const times = [10, 20, 20, 35, 60];
/** Windows as "start-end: times". */
const shown = (shape: WindowShape, horizon = Number.NEGATIVE_INFINITY) =>
  shape.all(times, horizon).map(({ start, end, from, to }) => `${start}-${end}: ${times.slice(from, to)}`);
const asOf = (shape: WindowShape, at: number) => {
  const range = shape.asOf(times, at);
  return range && `${range.start}-${range.end}: ${times.slice(range.from, range.to)}`;
};

describe("windows", () => {
  test("of the last entries hold so many, the moment itself included", () => {
    const shape = lastEntries(3);
    expect(asOf(shape, 20)).toBe("10-20: 10,20,20");
    expect(asOf(shape, 100)).toBe("20-60: 20,35,60");
    expect(asOf(shape, 9)).toBeUndefined();
    expect(shown(shape)).toEqual(["10-10: 10", "10-20: 10,20,20", "20-35: 20,20,35", "20-60: 20,35,60"]);
  });

  test("that slide hold what is later than their start, up to their end", () => {
    const shape = sliding(25);
    expect(asOf(shape, 35)).toBe("10-35: 20,20,35");
    expect(asOf(shape, 59)).toBe("34-59: 35");
    expect(asOf(shape, 85)).toBeUndefined();
    expect(shown(shape, 30)).toEqual(["10-35: 20,20,35", "35-60: 60"]);
  });

  test("that tumble begin at multiples of their size, which belongs to the later one", () => {
    const shape = tumbling(20);
    expect(shown(shape)).toEqual(["0-20: 10", "20-40: 20,20,35", "60-80: 60"]);
    expect(asOf(shape, 30)).toBe("20-40: 20,20");
    expect(asOf(shape, 45)).toBeUndefined();
  });

  test("that hop overlap, and those that hold nothing are left out", () => {
    expect(shown(hopping(20, 10))).toEqual([
      "0-20: 10",
      "10-30: 10,20,20",
      "20-40: 20,20,35",
      "30-50: 35",
      "50-70: 60",
      "60-80: 60",
    ]);
    expect(shown(hopping(20, 10), 40)).toEqual(["30-50: 35", "50-70: 60", "60-80: 60"]);
  });

  test("of a session hold entries that are close to one another, as far as they go", () => {
    const shape = sessions(15);
    expect(shown(shape)).toEqual(["10-35: 10,20,20,35", "60-60: 60"]);
    expect(asOf(shape, 30)).toBe("10-20: 10,20,20");
    expect(asOf(shape, 50)).toBe("10-35: 10,20,20,35");
    expect(asOf(shape, 51)).toBeUndefined();
  });

  test.each([
    () => lastEntries(0),
    () => sliding(-1),
    () => tumbling(Number.NaN),
    () => hopping(10, 20),
    () => sessions(0),
  ])("of no size, or with gaps, are refused: %s", (shape) => {
    expect(shape).toThrow(RangeError);
  });
});
