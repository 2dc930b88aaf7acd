import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileTrees, readLightGbm, readScikitForest, softmax, type Trees } from "@touchline/learning";
import { root } from "@touchline/local";
import { describe, expect, it } from "vitest";

const read = (file: string) => readFileSync(join(root, "bench/peers/trees/generated", file), "utf8");
const dump = read("lightgbm.txt");
const said: Readonly<Record<"rows" | "lightGbmScores" | "lightGbmChances" | "scikitChances", number[][]>> = JSON.parse(
  read("said.json"),
);

/** The greatest difference between what our form of the trees says and what is expected. */
function worst(trees: Trees, expected: readonly (readonly number[])[], then = (_: Float64Array) => {}): number {
  const say = compileTrees(trees);
  const out = new Float64Array(trees.base.length);
  return said.rows.reduce((most, row, i) => {
    say(row, out);
    then(out);
    return out.reduce((so, value, k) => Math.max(so, Math.abs(value - (expected[i]?.[k] as number))), most);
  }, 0);
}

describe("trees that a peer grew", () => {
  it("say in our form what LightGBM says, to a millionth", () => {
    const trees = readLightGbm(dump);
    expect(trees.roots.length).toBe(36);
    expect(said.rows.length).toBe(300);
    expect(worst(trees, said.lightGbmScores)).toBeLessThan(1e-12);
    expect(worst(trees, said.lightGbmChances, softmax)).toBeLessThan(1e-6);
  });

  it("say in our form what scikit-learn says, to a millionth", () => {
    const trees = readScikitForest(JSON.parse(read("scikit_forest.json")));
    expect(trees.roots.length).toBe(8);
    expect(worst(trees, said.scikitChances)).toBeLessThan(1e-6);
  });

  it("are told from another model: one threshold moved is seen", () => {
    const trees = readLightGbm(dump);
    const moved = trees.threshold.map((threshold, node) => (node === 0 ? threshold + 0.2 : threshold));
    expect(worst({ ...trees, threshold: moved }, said.lightGbmScores)).toBeGreaterThan(1e-4);
  });

  it("are refused where they ask what ours cannot", () => {
    const asks = (type: number) => dump.replace(/^decision_type=\d+/m, `decision_type=${type}`);
    expect(() => readLightGbm(asks(1))).toThrow("categorical");
    expect(() => readLightGbm(asks(4))).toThrow("zeros as missing");
    expect(() => readLightGbm(dump.replace("is_linear=0", "is_linear=1"))).toThrow("linear leaves");
    expect(() => readLightGbm(dump.replace("tree\n", "tree\naverage_output\n"))).toThrow("averages");
    expect(() => readLightGbm("{}")).toThrow("no text dump");
  });
});
