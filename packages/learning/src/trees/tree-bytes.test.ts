import { describe, expect, it } from "vitest";
import { binned } from "../bins.ts";
import { boost } from "../boosting/boosting.ts";
import { boostingDefaults } from "../boosting/options.ts";
import { threeClasses } from "../classes.fixture.ts";
import { growForest } from "../forest/forest.ts";
import { rowReader } from "../table.ts";
import { decodeTrees, encodeTrees } from "./tree-bytes.ts";
import { compileTrees, type Trees } from "./trees.ts";

const { table, labels } = threeClasses(1_000);
const bins = binned(table);
const forest = growForest(bins, labels, 3, 1_000, { trees: 20, depth: 10, leafRows: 5, tried: 2, bins: 256, seed: 1 });
const boosted = boost(bins, labels, 3, 1_000, { ...boostingDefaults, bins: 256, rounds: 10 }).trees;

function said(trees: Trees): Float64Array {
  const out = new Float64Array(3 * table.rows);
  const [say, read] = [compileTrees(trees), rowReader(table)];
  for (let row = 0; row < table.rows; row++) say(read(row), out.subarray(3 * row, 3 * row + 3));
  return out;
}

describe("trees as bytes", () => {
  it("say the same to the last bit", () => {
    for (const trees of [forest, boosted]) {
      expect(said(decodeTrees(encodeTrees(trees, { leaves: "float64" })))).toEqual(said(trees));
    }
  });

  it("say nearly the same where values of leaves are rounded, in less than half of the room of the arrays", () => {
    for (const trees of [forest, boosted]) {
      const { feature, threshold, left, right, leaves } = trees;
      const plain = [feature, threshold, left, right, leaves].reduce((sum, { byteLength }) => sum + byteLength, 0);
      const rounded = encodeTrees(trees, { leaves: "int16" });
      expect(rounded.length).toBeLessThan(0.5 * plain);
      const [a, b] = [said(trees), said(decodeTrees(rounded))];
      for (let i = 0; i < a.length; i++) expect(Math.abs((a[i] as number) - (b[i] as number))).toBeLessThan(0.0005);
      expect(encodeTrees(decodeTrees(rounded), { leaves: "int16" })).toEqual(rounded);
    }
  });

  it("hold a tree of one leaf, and thresholds and features beyond a byte", () => {
    const leaf = { ...forest, roots: Int32Array.of(~0), feature: new Uint16Array(), threshold: new Float64Array() };
    const alone = {
      ...leaf,
      left: new Int32Array(),
      right: new Int32Array(),
      leaves: Float64Array.of(0.5, 0.25, 0.25),
    };
    expect(decodeTrees(encodeTrees(alone, { leaves: "float64" }))).toEqual(alone);
    const wide: Trees = {
      ...{ features: 300, base: Float64Array.of(1), width: 1, roots: Int32Array.of(0), feature: Uint16Array.of(299) },
      ...{ threshold: Float64Array.of(0.1), left: Int32Array.of(~0), right: Int32Array.of(~1) },
      leaves: Float64Array.of(-2, 2),
    };
    expect(decodeTrees(encodeTrees(wide, { leaves: "float64" }))).toEqual(wide);
  });

  it("are refused where they are none, or of another version", () => {
    const bytes = encodeTrees(boosted, { leaves: "int16" });
    expect(() => decodeTrees(new Uint8Array(40))).toThrow("no trees");
    bytes[4] = 2;
    expect(() => decodeTrees(bytes)).toThrow("trees of version 2: expected 1");
  });
});

describe("compiled trees", () => {
  it("read a row where it lies in a longer vector", () => {
    const say = compileTrees(forest, [4, 2, 0]);
    const straight = compileTrees(forest);
    const [a, b] = [new Float64Array(3), new Float64Array(3)];
    const [x = 0, y = 0, noise = 0] = rowReader(table)(7);
    straight([x, y, noise], a);
    say([noise, -1, y, -1, x], b);
    expect(b).toEqual(a);
    straight([9, 9, x, y, noise], b, 2);
    expect(b).toEqual(a);
  });
});
