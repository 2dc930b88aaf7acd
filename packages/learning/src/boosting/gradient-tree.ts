import type { Binned } from "../bins.ts";
import { BinnedTree } from "../trees/binned-tree.ts";
import { addRows, binWidth, packed, rowsIn, rowsMost, secondIn, subtract } from "./histogram.ts";
import type { BoostingOptions } from "./options.ts";

interface Leaf {
  /** Its rows, in `#rows`. */
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** Sums of first and second derivatives. */
  readonly first: number;
  readonly second: number;
  /** Lets the tree lead here to a node or a leaf. */
  readonly lead: (to: number) => void;
  histogram: Float64Array | null;
  split: Split | null;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  /** Sums of the left side. */
  readonly first: number;
  readonly second: number;
}

/**
 * Grows regression trees on first and second derivatives of a loss, the leaf that gains most first. A leaf's histograms are counted for the smaller
 * child alone; the other's is its parent's less that. After Ke et al., LightGBM (2017), and Chen and Guestrin, XGBoost (2016).
 */
export class GradientTree {
  readonly #binned: Binned;
  readonly #options: BoostingOptions;
  readonly #rows: Int32Array;
  readonly #other: Int32Array;
  /** Derivatives of a leaf's rows, side by side, the second ones packed. */
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  /** Histograms that are not in use. */
  readonly #spare: Float64Array[] = [];
  #features: Int32Array = new Int32Array();

  /** For trees on so many rows at a time. */
  constructor(binned: Binned, rows: number, options: BoostingOptions) {
    if (rows > rowsMost) throw new RangeError(`${rows} rows: a tree can learn from ${rowsMost} at most`);
    this.#binned = binned;
    this.#options = options;
    this.#rows = new Int32Array(rows);
    this.#other = new Int32Array(rows);
    this.#first = new Float64Array(rows);
    this.#second = new Float64Array(rows);
  }

  /** A tree grown on these rows and features. `first` and `second` are the derivatives by row of the table, the second ones between 0 and 1. */
  grow(rows: Int32Array, features: Int32Array, first: Float64Array, second: Float64Array): BinnedTree {
    this.#rows.set(rows);
    this.#features = features;
    let [sumFirst, sumSecond] = [0, 0];
    for (const row of rows) {
      sumFirst += first[row] as number;
      sumSecond += second[row] as number;
    }
    const tree = new BinnedTree(1);
    const whole: Leaf = {
      ...{ from: 0, to: rows.length, depth: 0, first: sumFirst, second: sumSecond },
      ...{ lead: (to: number) => (tree.root = to), histogram: null, split: null },
    };
    const open = [whole];
    if (this.#mayGrow(whole, 1)) {
      whole.histogram = this.#count(whole, first, second);
      whole.split = this.#bestSplit(whole, whole.histogram);
    }
    while (open.length < this.#options.leaves) {
      const best = open.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
      if (best.split === null) break;
      const [left, right] = this.#divide(best, best.split, tree);
      open.splice(open.indexOf(best), 1, left, right);
      this.#lookAtBoth(best, left, right, open.length, first, second);
    }
    for (const leaf of open) {
      leaf.lead(tree.leaf([(-this.#options.learningRate * leaf.first) / (leaf.second + this.#options.l2)]));
      this.#free(leaf);
    }
    return tree;
  }

  #divide(leaf: Leaf, split: Split, tree: BinnedTree): [Leaf, Leaf] {
    const node = tree.node(split.feature, split.bin);
    leaf.lead(node);
    const middle = this.#partition(leaf, split);
    const depth = leaf.depth + 1;
    const left: Leaf = {
      ...{ from: leaf.from, to: middle, depth, first: split.first, second: split.second },
      ...{ lead: (to: number) => (tree.left[node] = to), histogram: null, split: null },
    };
    const right: Leaf = {
      ...{ from: middle, to: leaf.to, depth, first: leaf.first - split.first, second: leaf.second - split.second },
      ...{ lead: (to: number) => (tree.right[node] = to), histogram: null, split: null },
    };
    return [left, right];
  }

  /** Puts the rows that go left first, each side in the order that it was in; where the right ones begin. */
  #partition({ from, to }: Leaf, { feature, bin }: Split): number {
    const [rows, other] = [this.#rows, this.#other];
    const { bins, features } = this.#binned;
    let [left, right] = [from, 0];
    for (let i = from; i < to; i++) {
      const row = rows[i] as number;
      if ((bins[row * features + feature] as number) <= bin) rows[left++] = row;
      else other[right++] = row;
    }
    rows.set(other.subarray(0, right), left);
    return left;
  }

  #lookAtBoth(parent: Leaf, left: Leaf, right: Leaf, leaves: number, first: Float64Array, second: Float64Array): void {
    const [small, large] = left.to - left.from <= right.to - right.from ? [left, right] : [right, left];
    if (!this.#mayGrow(large, leaves)) {
      this.#free(parent);
      return;
    }
    const histogram = parent.histogram as Float64Array;
    small.histogram = this.#count(small, first, second);
    subtract(histogram, small.histogram);
    large.histogram = histogram;
    large.split = this.#bestSplit(large, histogram);
    if (this.#mayGrow(small, leaves)) small.split = this.#bestSplit(small, small.histogram);
    else this.#free(small);
  }

  #mayGrow({ from, to, depth }: Leaf, leaves: number): boolean {
    const { depth: deepest, leaves: most, leafRows } = this.#options;
    return depth < deepest && leaves < most && to - from >= 2 * leafRows;
  }

  #count({ from, to }: Leaf, first: Float64Array, second: Float64Array): Float64Array {
    const rows = this.#rows.subarray(from, to);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      this.#first[i] = first[row] as number;
      this.#second[i] = packed(second[row] as number);
    }
    const stride = this.#options.bins * binWidth;
    const histogram = this.#spare.pop() ?? new Float64Array(this.#features.length * stride);
    histogram.fill(0);
    const { bins, features } = this.#binned;
    addRows(bins, features, this.#features, rows, this.#first, this.#second, histogram, stride);
    return histogram;
  }

  #free(leaf: Leaf): void {
    if (leaf.histogram !== null) this.#spare.push(leaf.histogram);
    leaf.histogram = null;
  }

  /** The split that lowers the loss most, by its second-order approximation; the first among equals, null where none is allowed or gains. */
  #bestSplit({ from, to, first, second }: Leaf, histogram: Float64Array): Split | null {
    const { bins, leafRows, leafWeight, l2 } = this.#options;
    const whole = (first * first) / (second + l2);
    const rows = to - from;
    let [gain, best, bestBin, bestFirst, bestSecond] = [1e-12, -1, 0, 0, 0];
    for (let k = 0; k < this.#features.length; k++) {
      const feature = this.#features[k] as number;
      const bounds = (this.#binned.bounds[feature] as Float64Array).length;
      let [leftFirst, leftPacked] = [0, 0];
      for (let bin = 0, at = k * bins * binWidth; bin < bounds; bin++, at += binWidth) {
        const inBin = histogram[at + 1] as number;
        if (inBin === 0) continue;
        leftFirst += histogram[at] as number;
        leftPacked += inBin;
        const leftRows = rowsIn(leftPacked);
        const leftSecond = secondIn(leftPacked);
        if (leftRows < leafRows || leftSecond < leafWeight) continue;
        const rightSecond = second - leftSecond;
        if (rows - leftRows < leafRows || rightSecond < leafWeight) break;
        const rightFirst = first - leftFirst;
        const here =
          (leftFirst * leftFirst) / (leftSecond + l2) + (rightFirst * rightFirst) / (rightSecond + l2) - whole;
        if (here > gain) {
          [gain, best, bestBin, bestFirst, bestSecond] = [here, feature, bin, leftFirst, leftSecond];
        }
      }
    }
    return best < 0 ? null : { gain, feature: best, bin: bestBin, first: bestFirst, second: bestSecond };
  }
}
