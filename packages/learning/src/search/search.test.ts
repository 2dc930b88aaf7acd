import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandingFolds } from "./folds.ts";
import { type SearchOptions, search, type Trial } from "./search.ts";
import { drawOptions } from "./space.ts";

describe("folds of an expanding window", () => {
  it("never learn from a day of validation, or a later one", () => {
    const days = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 5, maxLength: 80 });
    fc.assert(
      fc.property(days, (of) => {
        const times = [-1, ...of.toSorted((a, b) => a - b), 41];
        for (const { fitted, from, to } of expandingFolds(times, [0, 42])) {
          const learnt = times.slice(0, fitted);
          const judged = times.slice(from, to);
          expect(Math.max(...learnt)).toBeLessThan(Math.min(...judged));
          expect(fitted).toBe(from);
        }
      }),
    );
  });

  it("keep all matches of a day on one side", () => {
    expect(expandingFolds([1, 2, 2, 2, 3, 3, 4], [2, 3, 5])).toEqual([
      { fitted: 1, from: 1, to: 4 },
      { fitted: 4, from: 4, to: 7 },
    ]);
  });

  it("are refused for rows out of order, and where a side would be empty", () => {
    expect(() => expandingFolds([1, 3, 2], [2, 4])).toThrow("row 2 is of an earlier time");
    expect(() => expandingFolds([1, 2], [1, 3])).toThrow("nothing came before 1");
    expect(() => expandingFolds([1, 2], [2, 2.5, 9])).toThrow("nothing between 2.5 and 9");
  });
});

interface Options {
  readonly x: number;
  readonly y: number;
}

/** Least at x = 3, whatever y is. */
const of: SearchOptions<Options> = {
  space: { x: { between: [0.1, 10], by: "logarithm" }, y: { oneOf: [1, 2] } },
  ...{ defaults: { x: 9, y: 1 }, trials: 30, seed: 5, folds: 2, atOnce: 3 },
  score: async ({ x }, fold) => ({ loss: (x - 3) ** 2 + fold, rows: 1 + fold, rounds: null }),
};

describe("a search", () => {
  it("begins with the defaults and takes the trial of least loss over all rows", async () => {
    const { best, defaults, trials } = await search(of);
    expect(defaults.options).toEqual({ x: 9, y: 1 });
    expect(defaults.loss).toBeCloseTo(36 + 2 / 3, 12);
    expect(trials.length).toBe(30);
    expect(best.loss).toBe(Math.min(...trials.map(({ loss }) => loss)));
    expect(Math.abs(best.options.x - 3)).toBeLessThan(1);
  });

  it("is the same however many trials are made at once, and wherever an earlier run ended", async () => {
    const whole = await search(of);
    expect(await search({ ...of, atOnce: 1 })).toEqual(whole);
    const written: Trial<Options>[] = [];
    await search({ ...of, trials: 11, onTrial: (trial) => written.push(trial) });
    let made = 0;
    const score: typeof of.score = (options, fold) => {
      made++;
      return of.score(options, fold);
    };
    const resumed = await search({ ...of, score, done: JSON.parse(JSON.stringify(written)) });
    expect(resumed).toEqual(whole);
    expect(made).toBe((30 - 11) * 2);
  });

  it("does not go on from trials of another search", async () => {
    const { trials } = await search({ ...of, trials: 3 });
    await expect(search({ ...of, seed: 6, done: trials })).rejects.toThrow("is of another search");
  });

  it("keeps within the ranges", () => {
    for (let trial = 1; trial < 200; trial++) {
      const { x, y } = drawOptions<Options>(
        { x: { between: [2, 4], whole: true }, y: { between: [0.5, 0.6] } },
        { x: 0, y: 0 },
        ...[1, trial],
      );
      expect([2, 3, 4]).toContain(x);
      expect(y).toBeGreaterThanOrEqual(0.5);
      expect(y).toBeLessThanOrEqual(0.6);
    }
  });
});
