import { describe, expect, it } from "vitest";
import { binned } from "../bins.ts";
import { meanLogLoss, threeClasses } from "../classes.fixture.ts";
import { softmax } from "../softmax.ts";
import { rowReader } from "../table.ts";
import { compileTrees } from "../trees/trees.ts";
import { boost, type CurvePoint } from "./boosting.ts";
import { boostingDefaults } from "./options.ts";

const { table, labels } = threeClasses(3_000);
const fitted = 2_000;
const options = { ...boostingDefaults, rounds: 60, leaves: 8, rowShare: 0.7, featureShare: 0.7, l2: 1 };
const bins = binned(table, fitted, options.bins);

/** Chances of the rows that are not fitted to. */
function chancesOf(trees: Parameters<typeof compileTrees>[0]): Float64Array {
  const chances = new Float64Array(3 * (table.rows - fitted));
  const [say, read] = [compileTrees(trees), rowReader(table)];
  for (let row = fitted; row < table.rows; row++) {
    const of = chances.subarray(3 * (row - fitted), 3 * (row - fitted) + 3);
    say(read(row), of);
    softmax(of);
  }
  return chances;
}

describe("gradient boosting", () => {
  it("comes close to the chances that rows were drawn with, on rows that come later", () => {
    const { trees } = boost(bins, labels, 3, fitted, options);
    const loss = meanLogLoss(chancesOf(trees), labels.subarray(fitted));
    // of a class and one in five at random: -(0.867 ln 0.867 + 0.133 ln 0.067) = 0.485
    expect(loss).toBeGreaterThan(0.44);
    expect(loss).toBeLessThan(0.6);
  });

  it("tells the log-loss of each round, and ends when later rows gain no more", () => {
    const told: CurvePoint[] = [];
    const { trees, rounds, curve } = boost(
      ...([bins, labels, 3, fitted] as const),
      { ...options, rounds: 2_000, learningRate: 0.3, patience: 5 },
      (point) => told.push(point),
    );
    expect(told).toEqual(curve);
    expect(curve.length).toBe(rounds + 5);
    expect(trees.roots.length).toBe(3 * rounds);
    const best = Math.min(...curve.map(({ validation }) => validation as number));
    expect(curve[rounds - 1]?.validation).toBe(best);
    expect(meanLogLoss(chancesOf(trees), labels.subarray(fitted))).toBeCloseTo(best, 12);
    expect(curve.at(-1)?.training).toBeLessThan(curve[0]?.training as number);
  });

  it("gives the same trees for the same seed, and others for another", () => {
    const grown = (seed: number) => boost(bins, labels, 3, fitted, { ...options, rounds: 5, seed }).trees;
    expect(grown(1)).toEqual(grown(1));
    expect(grown(2)).not.toEqual(grown(1));
  });

  it("learns nothing from rows that come later", () => {
    const changed = labels.slice();
    for (let row = fitted; row < changed.length; row++) changed[row] = 0;
    const few = { ...options, rounds: 5, patience: 100 };
    const base = boost(bins, labels, 3, fitted, few).curve.map(({ training }) => training);
    expect(boost(bins, changed, 3, fitted, few).curve.map(({ training }) => training)).toEqual(base);
  });

  it("keeps to leaves, depth and rows of a leaf", () => {
    const few = { ...options, rounds: 3, leaves: 5, depth: 3, leafRows: 150, rowShare: 1 };
    const { trees } = boost(bins, labels, 3, fitted, few);
    expect(trees.leaves.length).toBeLessThanOrEqual(5 * 9);
    const read = rowReader(table);
    trees.roots.forEach((root, tree) => {
      const held = new Map<number, number>();
      for (let row = 0; row < fitted; row++) {
        const values = read(row);
        let [node, depth] = [root, 0];
        for (; node >= 0; depth++) {
          const over = (values[trees.feature[node] as number] as number) > (trees.threshold[node] as number);
          node = (over ? trees.right[node] : trees.left[node]) as number;
        }
        expect(depth).toBeLessThanOrEqual(3);
        held.set(node, (held.get(node) ?? 0) + 1);
      }
      for (const rows of held.values()) expect(rows, `tree ${tree}`).toBeGreaterThanOrEqual(150);
    });
  });

  it("says the classes' shares where there is nothing to split", () => {
    const { trees } = boost(bins, labels, 3, fitted, { ...options, rounds: 1, leafRows: fitted, learningRate: 1e-9 });
    const out = new Float64Array(3);
    compileTrees(trees)(rowReader(table)(0), out);
    softmax(out);
    const share = labels.subarray(0, fitted).filter((label) => label === 2).length / fitted;
    expect(out[2]).toBeCloseTo(share, 6);
  });
});
