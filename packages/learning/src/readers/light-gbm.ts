import type { Trees } from "../trees/trees.ts";

/** Bits of LightGBM's decision_type. */
const categorical = 1;
const missingType = 12;
const zeroIsMissing = 4;

/**
 * Trees of LightGBM's text dump (`Booster.save_model`), a tree a class and round; what they say are its raw scores. Values must be finite. Throws a
 * RangeError for what these trees cannot say: categorical splits, zeros that are missing values, linear leaves, averages.
 */
export function readLightGbm(dump: string): Trees {
  const [head = "", ...blocks] = dump.split(/^Tree=\d+$/m);
  const header = linesOf(head);
  if (!/^tree$/m.test(head) || blocks.length === 0) throw new RangeError("this is no text dump of a LightGBM model");
  if (/^average_output$/m.test(head)) throw new RangeError("averages of trees are not read: only sums are");
  const outputs = Number(header.get("num_tree_per_iteration"));
  const trees = blocks.map(treeOf);
  const nodes = offsets(trees.map(({ feature }) => feature.length));
  const leaves = offsets(trees.map(({ values }) => values.length));
  const moved = (tree: number, to: number) => (to < 0 ? to - (leaves[tree] as number) : to + (nodes[tree] as number));
  return {
    features: Number(header.get("max_feature_idx")) + 1,
    base: new Float64Array(outputs),
    width: 1,
    roots: Int32Array.from(trees, ({ feature }, tree) => moved(tree, feature.length === 0 ? ~0 : 0)),
    feature: Uint16Array.from(trees.flatMap(({ feature }) => feature)),
    threshold: Float64Array.from(trees.flatMap(({ threshold }) => threshold)),
    left: Int32Array.from(trees.flatMap(({ left }, tree) => left.map((to) => moved(tree, to)))),
    right: Int32Array.from(trees.flatMap(({ right }, tree) => right.map((to) => moved(tree, to)))),
    leaves: Float64Array.from(trees.flatMap(({ values }) => values)),
  };
}

/** A tree's arrays; it counts leaves as ~leaf, as ours do. */
function treeOf(block: string) {
  const lines = linesOf(block);
  const numbers = (name: string) => (lines.get(name) ?? "").split(" ").filter(Boolean).map(Number);
  if (lines.get("is_linear") === "1") throw new RangeError("linear leaves are not read");
  for (const type of numbers("decision_type")) {
    if ((type & categorical) !== 0) throw new RangeError("categorical splits are not read");
    if ((type & missingType) === zeroIsMissing) throw new RangeError("zeros as missing values are not read");
  }
  return {
    feature: numbers("split_feature"),
    threshold: numbers("threshold"),
    left: numbers("left_child"),
    right: numbers("right_child"),
    values: numbers("leaf_value"),
  };
}

function linesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("\n").flatMap((line) => {
      const at = line.indexOf("=");
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
}

function offsets(lengths: readonly number[]): number[] {
  let sum = 0;
  return lengths.map((length) => {
    sum += length;
    return sum - length;
  });
}
