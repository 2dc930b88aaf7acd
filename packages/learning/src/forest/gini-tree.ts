import type { Binned } from "../bins.ts";
import { BinnedTree } from "../trees/binned-tree.ts";
import type { ForestOptions } from "./options.ts";

interface Split {
  readonly feature: number;
  readonly bin: number;
}

/** Grows classification trees on rows drawn with replacement, by Gini impurity (Breiman, Random Forests, 2001). */
export class GiniTree {
  readonly #table: Binned;
  readonly #labels: Uint8Array;
  readonly #classes: number;
  readonly #options: ForestOptions;
  readonly #fitted: number;
  readonly #rows: Int32Array;
  readonly #other: Int32Array;
  /** How often each row was drawn. */
  readonly #drawn: Uint8Array;
  readonly #order: Int32Array;
  /** Of one feature: a bin's draws of each class, then its rows. */
  readonly #histogram: Float64Array;
  readonly #left: Float64Array;

  /** Trees on the first `fitted` rows. */
  constructor(table: Binned, labels: Uint8Array, classes: number, fitted: number, options: ForestOptions) {
    this.#table = table;
    this.#labels = labels;
    this.#classes = classes;
    this.#options = options;
    this.#fitted = fitted;
    this.#rows = new Int32Array(fitted);
    this.#other = new Int32Array(fitted);
    this.#drawn = new Uint8Array(fitted);
    this.#order = Int32Array.from({ length: table.features }, (_, i) => i);
    this.#histogram = new Float64Array(options.bins * (classes + 1));
    this.#left = new Float64Array(classes);
  }

  /** A tree whose leaves hold the shares of the classes, times `share`. */
  grow(random: () => number, share: number): BinnedTree {
    this.#drawn.fill(0);
    for (let i = 0; i < this.#fitted; i++) {
      const row = Math.floor(random() * this.#fitted);
      this.#drawn[row] = (this.#drawn[row] as number) + 1;
    }
    let rows = 0;
    for (let row = 0; row < this.#fitted; row++) if ((this.#drawn[row] as number) > 0) this.#rows[rows++] = row;
    for (let i = 0; i < this.#order.length; i++) this.#order[i] = i;
    const tree = new BinnedTree(this.#classes);
    tree.root = this.#growFrom(tree, 0, rows, 0, random, share);
    return tree;
  }

  #growFrom(tree: BinnedTree, from: number, to: number, depth: number, random: () => number, share: number): number {
    const counts = this.#count(from, to);
    const { depth: deepest, leafRows } = this.#options;
    const split =
      depth < deepest && to - from >= 2 * leafRows && counts.filter((count) => count > 0).length > 1
        ? this.#bestSplit(from, to, counts, random)
        : null;
    if (split === null) {
      const sum = counts.reduce((a, b) => a + b, 0);
      return tree.leaf(Array.from(counts, (count) => (share * count) / sum));
    }
    const node = tree.node(split.feature, split.bin);
    const middle = this.#partition(from, to, split);
    tree.left[node] = this.#growFrom(tree, from, middle, depth + 1, random, share);
    tree.right[node] = this.#growFrom(tree, middle, to, depth + 1, random, share);
    return node;
  }

  #count(from: number, to: number): Float64Array {
    const counts = new Float64Array(this.#classes);
    for (let i = from; i < to; i++) {
      const row = this.#rows[i] as number;
      const label = this.#labels[row] as number;
      counts[label] = (counts[label] as number) + (this.#drawn[row] as number);
    }
    return counts;
  }

  #bestSplit(from: number, to: number, counts: Float64Array, random: () => number): Split | null {
    let best: Split | null = null;
    // of equal sums, over both sides, of squared counts by the side's size, no impurity is gained
    let most = purity(counts) + 1e-9;
    let [left, tried] = [this.#order.length, 0];
    while (left > 0 && tried < this.#options.tried) {
      const at = Math.floor(random() * left);
      const feature = this.#order[at] as number;
      this.#order[at] = this.#order[--left] as number;
      this.#order[left] = feature;
      const found = this.#splitOf(feature, from, to, counts);
      if (found !== "constant") tried++;
      if (found !== "constant" && found.purity > most) {
        most = found.purity;
        best = { feature, bin: found.bin };
      }
    }
    return best;
  }

  #splitOf(
    feature: number,
    from: number,
    to: number,
    counts: Float64Array,
  ): { readonly purity: number; readonly bin: number } | "constant" {
    const { bins, features, bounds } = this.#table;
    const [histogram, classes, width] = [this.#histogram, this.#classes, this.#classes + 1];
    histogram.fill(0);
    let [least, greatest] = [255, 0];
    for (let i = from; i < to; i++) {
      const row = this.#rows[i] as number;
      const bin = bins[row * features + feature] as number;
      if (bin < least) least = bin;
      if (bin > greatest) greatest = bin;
      const at = bin * width;
      const of = at + (this.#labels[row] as number);
      histogram[of] = (histogram[of] as number) + (this.#drawn[row] as number);
      histogram[at + classes] = (histogram[at + classes] as number) + 1;
    }
    if (least === greatest) return "constant";
    const { leafRows } = this.#options;
    this.#left.fill(0);
    let [rows, best, most] = [0, least, 0];
    for (let bin = least; bin < Math.min(greatest, (bounds[feature] as Float64Array).length); bin++) {
      const at = bin * width;
      const inBin = histogram[at + classes] as number;
      if (inBin === 0) continue;
      rows += inBin;
      for (let c = 0; c < classes; c++) {
        this.#left[c] = (this.#left[c] as number) + (histogram[at + c] as number);
      }
      if (rows < leafRows) continue;
      if (to - from - rows < leafRows) break;
      const here = purityOfSides(this.#left, counts);
      if (here > most) [most, best] = [here, bin];
    }
    return { purity: most, bin: best };
  }

  /** Puts the rows that go left first, each side in the order that it was in; where the right ones begin. */
  #partition(from: number, to: number, { feature, bin }: Split): number {
    const { bins, features } = this.#table;
    let [left, right] = [from, 0];
    for (let i = from; i < to; i++) {
      const row = this.#rows[i] as number;
      if ((bins[row * features + feature] as number) <= bin) this.#rows[left++] = row;
      else this.#other[right++] = row;
    }
    this.#rows.set(this.#other.subarray(0, right), left);
    return left;
  }
}

/** Sum of squared counts over their sum: the greater, the less Gini impurity, for a given sum. */
function purity(counts: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const count of counts) {
    sum += count;
    squares += count * count;
  }
  return squares / sum;
}

function purityOfSides(left: Float64Array, whole: Float64Array): number {
  let [leftSum, leftSquares, rightSum, rightSquares] = [0, 0, 0, 0];
  for (let c = 0; c < whole.length; c++) {
    const here = left[c] as number;
    const there = (whole[c] as number) - here;
    leftSum += here;
    leftSquares += here * here;
    rightSum += there;
    rightSquares += there * there;
  }
  return leftSquares / leftSum + rightSquares / rightSum;
}
