import type { Binned } from "../bins.ts";
import type { Trees } from "./trees.ts";

/** One tree as it is grown: rows go left at a node where their bin is at most the node's. */
export class BinnedTree {
  /** A node, or ~leaf where there is nothing to ask. */
  root = ~0;
  readonly feature: number[] = [];
  readonly bin: number[] = [];
  readonly left: number[] = [];
  readonly right: number[] = [];
  /** As many values a leaf as the tree's width. */
  readonly values: number[] = [];
  readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  node(feature: number, bin: number): number {
    this.bin.push(bin);
    this.left.push(~0);
    this.right.push(~0);
    return this.feature.push(feature) - 1;
  }

  /** A leaf, as nodes lead to it. */
  leaf(values: readonly number[]): number {
    this.values.push(...values);
    return ~(this.values.length / this.width - 1);
  }

  /** Leaf of a row. */
  leafOf({ bins, features }: Binned, row: number): number {
    let node = this.root;
    while (node >= 0) {
      const bin = bins[row * features + (this.feature[node] as number)] as number;
      node = (bin <= (this.bin[node] as number) ? this.left[node] : this.right[node]) as number;
    }
    return ~node;
  }
}

/** Trees of one width, which ask for values in place of bins. */
export function flatten(trees: readonly BinnedTree[], { bounds, features }: Binned, base: ArrayLike<number>): Trees {
  const nodes = trees.reduce((sum, { feature }) => sum + feature.length, 0);
  const values = trees.reduce((sum, tree) => sum + tree.values.length, 0);
  const width = trees[0]?.width ?? 1;
  const flat = {
    features,
    base: Float64Array.from(base),
    width,
    roots: new Int32Array(trees.length),
    feature: new Uint16Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    leaves: new Float64Array(values),
  };
  let [node, value] = [0, 0];
  trees.forEach((tree, t) => {
    const moved = (to: number) => (to < 0 ? to - value / width : to + node);
    flat.roots[t] = moved(tree.root);
    tree.feature.forEach((feature, i) => {
      flat.feature[node + i] = feature;
      flat.threshold[node + i] = (bounds[feature] as Float64Array)[tree.bin[i] as number] as number;
      flat.left[node + i] = moved(tree.left[i] as number);
      flat.right[node + i] = moved(tree.right[i] as number);
    });
    flat.leaves.set(tree.values, value);
    node += tree.feature.length;
    value += tree.values.length;
  });
  return flat;
}
