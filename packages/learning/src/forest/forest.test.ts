import { describe, expect, it } from "vitest";
import { binned } from "../bins.ts";
import { meanLogLoss, threeClasses } from "../classes.fixture.ts";
import { rowReader } from "../table.ts";
import { joinTrees } from "../trees/join.ts";
import { compileTrees, type Trees } from "../trees/trees.ts";
import { growForest } from "./forest.ts";

const { table, labels } = threeClasses(3_000);
const fitted = 2_000;
const options = { trees: 40, depth: 12, leafRows: 10, tried: 2, bins: 64, seed: 1 };
const bins = binned(table, fitted, options.bins);
const forest = growForest(bins, labels, 3, fitted, options);

function chancesOf(trees: Trees): Float64Array {
  const chances = new Float64Array(3 * (table.rows - fitted));
  const [say, read] = [compileTrees(trees), rowReader(table)];
  for (let row = fitted; row < table.rows; row++)
    say(read(row), chances.subarray(3 * (row - fitted), 3 * (row - fitted) + 3));
  return chances;
}

describe("a random forest", () => {
  it("comes close to the chances that rows were drawn with, on rows that come later", () => {
    expect(meanLogLoss(chancesOf(forest), labels.subarray(fitted))).toBeLessThan(0.62);
  });

  it("says chances that add up to one", () => {
    const chances = chancesOf(forest);
    for (let at = 0; at < chances.length; at += 3) {
      expect((chances[at] as number) + (chances[at + 1] as number) + (chances[at + 2] as number)).toBeCloseTo(1, 12);
    }
  });

  it("is the same grown in parts as in one", () => {
    const part = (from: number, to: number) => growForest(bins, labels, 3, fitted, options, from, to);
    expect(joinTrees([part(0, 7), part(7, 30), part(30, 40)])).toEqual(forest);
  });

  it("is another for another seed", () => {
    expect(growForest(bins, labels, 3, fitted, { ...options, seed: 2 })).not.toEqual(forest);
  });

  it("asks of the noise less than of what decides", () => {
    const asked = [0, 0, 0];
    for (let tree = 0; tree < forest.roots.length; tree++) {
      const feature = forest.feature[forest.roots[tree] as number] as number;
      asked[feature] = (asked[feature] as number) + 1;
    }
    expect(asked[2]).toBeLessThan(Math.min(asked[0] as number, asked[1] as number));
  });

  it("cannot be joined with trees of other features", () => {
    expect(() => joinTrees([forest, { ...forest, features: 4 }])).toThrow(RangeError);
    expect(() => joinTrees([])).toThrow("no trees to join");
  });
});
