import { describe, expect, it } from "vitest";
import { binned } from "../bins.ts";
import { boost } from "../boosting/boosting.ts";
import { boostingDefaults } from "../boosting/options.ts";
import { threeClasses } from "../classes.fixture.ts";
import { growForest } from "../forest/forest.ts";
import { rowReader } from "../table.ts";
import { TreeLanes } from "./tree-lanes.ts";
import { compileTrees, type Trees } from "./trees.ts";

const { table, labels } = threeClasses(1_003);
const bins = binned(table);
const width = table.columns.length;
const values = Float64Array.from(
  { length: 1_003 * width },
  (_, i) => rowReader(table)(Math.floor(i / width))[i % width] as number,
);
const leaf: Trees = {
  ...{ features: width, base: Float64Array.of(0.1, 0, 0), width: 3, roots: Int32Array.of(~0, ~1, ~0, ~1, ~0) },
  ...{ feature: new Uint16Array(), threshold: new Float64Array(), left: new Int32Array(), right: new Int32Array() },
  leaves: Float64Array.of(0.5, 0.25, 0.25, 0.1, 0.2, 0.7),
};
const kinds: Readonly<Record<string, Trees>> = {
  "a forest of deep and shallow trees": growForest(bins, labels, 3, 1_003, {
    ...{ trees: 21, depth: 12, leafRows: 3, tried: 1, bins: 256, seed: 1 },
  }),
  "boosted trees, a class each": boost(bins, labels, 3, 1_003, { ...boostingDefaults, bins: 256, rounds: 9 }).trees,
  "trees that ask nothing": leaf,
};

describe.each(Object.entries(kinds))("%s, several at a time", (_, trees) => {
  const plain = compileTrees(trees);
  const lanes = new TreeLanes(trees);
  const expected = new Float64Array(3 * 1_003);
  for (let row = 0; row < 1_003; row++) plain(values, expected.subarray(3 * row, 3 * row + 3), row * width);

  it("say of a row what they say one by one, to the last bit", () => {
    const out = new Float64Array(3 * 1_003);
    for (let row = 0; row < 1_003; row++) lanes.one(values, row * width, out, 3 * row);
    expect(out).toEqual(expected);
  });

  it("say the same of many rows at once, and touch no other", () => {
    const out = new Float64Array(3 * 1_003 + 3).fill(-1);
    lanes.block(values, width, 1_003, out);
    expect(out.subarray(0, 3 * 1_003)).toEqual(expected);
    expect([...out.subarray(3 * 1_003)]).toEqual([-1, -1, -1]);
  });
});
