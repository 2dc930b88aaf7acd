/**
 * Decision trees in a few flat arrays. A row goes left at a node where its value is at most the node's threshold. Values must be finite.
 * What a prediction is, is up to who grew the trees: margins that a softmax makes chances of, or chances as they are.
 */
export interface Trees {
  /** Columns that a row has. */
  readonly features: number;
  /** Numbers that a prediction has, before any tree: as many as this is long. */
  readonly base: Float64Array;
  /** Values of a leaf: one, which tree t adds to output t % outputs, or one for each output. */
  readonly width: number;
  /** Where each tree begins: a node, or ~leaf where there is nothing to ask. */
  readonly roots: Int32Array;
  readonly feature: Uint16Array;
  readonly threshold: Float64Array;
  /** Where each node leads: a node, or ~leaf. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** `width` values a leaf. */
  readonly leaves: Float64Array;
}

/** Writes what the trees say of one row, whose first value is at `from`, to `out`, which has a place for each output. */
export type Predict = (values: ArrayLike<number>, out: Float64Array, from?: number) => void;

/**
 * Trees as one function, which asks for no memory when it is called. With `places`, values are read at these places: feature f of the trees
 * is value places[f], so that a vector that holds more need not be copied.
 */
export function compileTrees(trees: Trees, places?: ArrayLike<number>): Predict {
  const { base, width, roots, threshold, leaves } = trees;
  const outputs = base.length;
  const feature = places === undefined ? trees.feature : Uint32Array.from(trees.feature, (f) => places[f] as number);
  const next = new Int32Array(2 * trees.left.length);
  for (let node = 0; node < trees.left.length; node++) {
    next[2 * node] = trees.left[node] as number;
    next[2 * node + 1] = trees.right[node] as number;
  }
  const leafOf = (root: number, values: ArrayLike<number>, from: number): number => {
    let node = root;
    while (node >= 0) {
      const over = (values[from + (feature[node] as number)] as number) > (threshold[node] as number);
      node = next[2 * node + (over ? 1 : 0)] as number;
    }
    return ~node;
  };
  if (width === 1) {
    return (values, out, from = 0) => {
      for (let i = 0; i < outputs; i++) out[i] = base[i] as number;
      for (let tree = 0, i = 0; tree < roots.length; tree++) {
        out[i] = (out[i] as number) + (leaves[leafOf(roots[tree] as number, values, from)] as number);
        if (++i === outputs) i = 0;
      }
    };
  }
  return (values, out, from = 0) => {
    for (let i = 0; i < outputs; i++) out[i] = base[i] as number;
    for (let tree = 0; tree < roots.length; tree++) {
      const at = width * leafOf(roots[tree] as number, values, from);
      for (let i = 0; i < outputs; i++) out[i] = (out[i] as number) + (leaves[at + i] as number);
    }
  };
}
