import type { Trees } from "./trees.ts";

/**
 * Trees that are walked four at a time: a step down a tree waits for memory and for a comparison that nobody can guess, so four that do
 * not depend on each other take little longer than one. A leaf leads to itself, so all four go as deep as the deepest; sums are in
 * the order of the trees, so answers are those of `compileTrees` to the last bit. Asks for no memory when it is called.
 */
export class TreeLanes {
  readonly outputs: number;
  readonly #base: Float64Array;
  readonly #width: number;
  /** Nodes, then leaves. */
  readonly #feature: Int32Array;
  readonly #threshold: Float64Array;
  readonly #next: Int32Array;
  readonly #leaves: Float64Array;
  readonly #roots: Int32Array;
  readonly #depths: Int32Array;
  readonly #nodes: number;

  constructor(trees: Trees) {
    const { base, width, feature, threshold, left, right, leaves, roots } = trees;
    const nodes = feature.length;
    const all = nodes + leaves.length / width;
    const place = (at: number) => (at < 0 ? nodes + ~at : at);
    this.outputs = base.length;
    this.#base = base;
    this.#width = width;
    this.#nodes = nodes;
    this.#leaves = leaves;
    this.#feature = new Int32Array(all);
    this.#feature.set(feature);
    this.#threshold = new Float64Array(all).fill(Number.POSITIVE_INFINITY);
    this.#threshold.set(threshold);
    this.#next = Int32Array.from({ length: 2 * all }, (_, i) => i >> 1);
    for (let node = 0; node < nodes; node++) {
      this.#next[2 * node] = place(left[node] as number);
      this.#next[2 * node + 1] = place(right[node] as number);
    }
    const depthOf = (at: number): number =>
      at < 0 ? 0 : 1 + Math.max(depthOf(left[at] as number), depthOf(right[at] as number));
    this.#roots = Int32Array.from(roots, place);
    this.#depths = Int32Array.from(roots, depthOf);
  }

  /** Writes what the trees say of the row that begins at `from`: four trees at a time. */
  one(values: Float64Array, from: number, out: Float64Array, at: number): void {
    const feature = this.#feature;
    const threshold = this.#threshold;
    const next = this.#next;
    const roots = this.#roots;
    const depths = this.#depths;
    const leaves = this.#leaves;
    const nodes = this.#nodes;
    const width = this.#width;
    const outputs = this.outputs;
    for (let i = 0; i < outputs; i++) out[at + i] = this.#base[i] as number;
    const count = roots.length;
    let tree = 0;
    // where the next tree adds to, in trees of one value a leaf
    let to = at;
    const end = at + outputs;
    for (; tree + 4 <= count; tree += 4) {
      let a = roots[tree] as number;
      let b = roots[tree + 1] as number;
      let c = roots[tree + 2] as number;
      let d = roots[tree + 3] as number;
      const depth = Math.max(
        depths[tree] as number,
        depths[tree + 1] as number,
        depths[tree + 2] as number,
        depths[tree + 3] as number,
      );
      for (let step = 0; step < depth; step++) {
        // a number made of the comparison, and no branch on it
        a = next[
          2 * a + Number((values[from + (feature[a] as number)] as number) > (threshold[a] as number))
        ] as number;
        b = next[
          2 * b + Number((values[from + (feature[b] as number)] as number) > (threshold[b] as number))
        ] as number;
        c = next[
          2 * c + Number((values[from + (feature[c] as number)] as number) > (threshold[c] as number))
        ] as number;
        d = next[
          2 * d + Number((values[from + (feature[d] as number)] as number) > (threshold[d] as number))
        ] as number;
      }
      if (width === 1) {
        out[to] = (out[to] as number) + (leaves[a - nodes] as number);
        if (++to === end) to = at;
        out[to] = (out[to] as number) + (leaves[b - nodes] as number);
        if (++to === end) to = at;
        out[to] = (out[to] as number) + (leaves[c - nodes] as number);
        if (++to === end) to = at;
        out[to] = (out[to] as number) + (leaves[d - nodes] as number);
        if (++to === end) to = at;
        continue;
      }
      a = (a - nodes) * width;
      b = (b - nodes) * width;
      c = (c - nodes) * width;
      d = (d - nodes) * width;
      for (let i = at; i < end; i++) {
        // in the order of the trees, for the sum to be theirs to the last bit
        let sum = out[i] as number;
        sum += leaves[a++] as number;
        sum += leaves[b++] as number;
        sum += leaves[c++] as number;
        sum += leaves[d++] as number;
        out[i] = sum;
      }
    }
    for (; tree < count; tree++)
      this.#add(this.#leaf(tree, values, from), out, width === 1 ? at + (tree % outputs) : at);
  }

  /** Writes what the trees say of `rows` rows, `width` values each, one after the other: tree by tree, four rows at a time. */
  block(values: Float64Array, width: number, rows: number, out: Float64Array): void {
    const feature = this.#feature;
    const threshold = this.#threshold;
    const next = this.#next;
    const outputs = this.outputs;
    for (let row = 0; row < rows; row++) out.set(this.#base, row * outputs);
    for (let tree = 0; tree < this.#roots.length; tree++) {
      const root = this.#roots[tree] as number;
      const depth = this.#depths[tree] as number;
      const first = this.#width === 1 ? tree % outputs : 0;
      let row = 0;
      for (; row + 4 <= rows; row += 4) {
        const from = row * width;
        const second = from + width;
        const third = second + width;
        const fourth = third + width;
        let a = root;
        let b = root;
        let c = root;
        let d = root;
        for (let step = 0; step < depth; step++) {
          a = next[
            2 * a + Number((values[from + (feature[a] as number)] as number) > (threshold[a] as number))
          ] as number;
          b = next[
            2 * b + Number((values[second + (feature[b] as number)] as number) > (threshold[b] as number))
          ] as number;
          c = next[
            2 * c + Number((values[third + (feature[c] as number)] as number) > (threshold[c] as number))
          ] as number;
          d = next[
            2 * d + Number((values[fourth + (feature[d] as number)] as number) > (threshold[d] as number))
          ] as number;
        }
        const at = row * outputs + first;
        this.#add(a, out, at);
        this.#add(b, out, at + outputs);
        this.#add(c, out, at + 2 * outputs);
        this.#add(d, out, at + 3 * outputs);
      }
      for (; row < rows; row++) this.#add(this.#leaf(tree, values, row * width), out, row * outputs + first);
    }
  }

  #leaf(tree: number, values: Float64Array, from: number): number {
    let node = this.#roots[tree] as number;
    while (node < this.#nodes) {
      const over = (values[from + (this.#feature[node] as number)] as number) > (this.#threshold[node] as number);
      node = this.#next[2 * node + Number(over)] as number;
    }
    return node;
  }

  #add(place: number, out: Float64Array, at: number): void {
    const leaves = this.#leaves;
    const leaf = (place - this.#nodes) * this.#width;
    for (let i = 0; i < this.#width; i++) out[at + i] = (out[at + i] as number) + (leaves[leaf + i] as number);
  }
}
