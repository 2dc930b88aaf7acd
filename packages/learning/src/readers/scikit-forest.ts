import type { Trees } from "../trees/trees.ts";

/** A forest of scikit-learn's: of each estimator, the arrays of its `tree_`. */
export interface ScikitForest {
  readonly features: number;
  readonly classes: number;
  readonly trees: readonly {
    /** Node, -1 where this one is a leaf. */
    readonly left: readonly number[];
    readonly right: readonly number[];
    readonly feature: readonly number[];
    readonly threshold: readonly number[];
    /** Of each node, for each class: its share, or its weight. */
    readonly value: readonly (readonly number[])[];
  }[];
}

/** The forest's trees; what they say are the chances of `predict_proba`, whose rows scikit-learn rounds to single precision first. */
export function readScikitForest({ features, classes, trees }: ScikitForest): Trees {
  const nodes: { feature: number; threshold: number; left: number; right: number }[] = [];
  const leaves: number[] = [];
  const roots = trees.map((tree) => {
    let next = nodes.length;
    const places = tree.left.map((child, node) => {
      if (child >= 0) return next++;
      const value = tree.value[node] as readonly number[];
      const sum = value.reduce((a, b) => a + b, 0);
      leaves.push(...value.map((each) => each / sum / trees.length));
      return ~(leaves.length / classes - 1);
    });
    tree.left.forEach((child, node) => {
      if (child < 0) return;
      nodes.push({
        feature: tree.feature[node] as number,
        threshold: lastThatRoundsTo(tree.threshold[node] as number),
        left: places[child] as number,
        right: places[tree.right[node] as number] as number,
      });
    });
    return places[0] as number;
  });
  return {
    ...{ features, base: new Float64Array(classes), width: classes, roots: Int32Array.from(roots) },
    feature: Uint16Array.from(nodes, ({ feature }) => feature),
    threshold: Float64Array.from(nodes, ({ threshold }) => threshold),
    left: Int32Array.from(nodes, ({ left }) => left),
    right: Int32Array.from(nodes, ({ right }) => right),
    leaves: Float64Array.from(leaves),
  };
}

/** Greatest number that is at most the threshold once it is rounded to single precision. */
export function lastThatRoundsTo(threshold: number): number {
  const single = Math.fround(threshold);
  const below = single <= threshold ? single : nextSingle(single, -1);
  const middle = (below + nextSingle(below, 1)) / 2;
  return Math.fround(middle) === below ? middle : nextDouble(middle, -1);
}

const view = new DataView(new ArrayBuffer(8));

function nextSingle(value: number, way: 1 | -1): number {
  if (value === 0) return way * 2 ** -149;
  view.setFloat32(0, value);
  view.setInt32(0, view.getInt32(0) + (value > 0 ? way : -way));
  return view.getFloat32(0);
}

function nextDouble(value: number, way: 1 | -1): number {
  if (value === 0) return way * Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(value > 0 ? way : -way));
  return view.getFloat64(0);
}
