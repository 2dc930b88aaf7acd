import { mulberry32 } from "@touchline/scoring";
import type { Binned } from "../bins.ts";
import { someOf } from "../sample.ts";
import { softmax } from "../softmax.ts";
import { type BinnedTree, flatten } from "../trees/binned-tree.ts";
import type { Trees } from "../trees/trees.ts";
import { GradientTree } from "./gradient-tree.ts";
import type { BoostingOptions } from "./options.ts";

/** Mean log-loss after a round. */
export interface CurvePoint {
  readonly round: number;
  /** Of the rows that are learnt from. */
  readonly training: number;
  /** Of those that come after; null where there are none. */
  readonly validation: number | null;
}

export interface Boosted {
  /** Up to the best round; the softmax of what they say gives the chances. */
  readonly trees: Trees;
  readonly rounds: number;
  readonly curve: readonly CurvePoint[];
}

/**
 * Gradient boosting of classes by log-loss and its second derivatives, a tree a class and round. Learns from the first `fitted` rows; those after
 * them, which are later in time, say when to stop. The same rows, options and seed give the same trees.
 */
export function boost(
  table: Binned,
  labels: Uint8Array,
  classes: number,
  fitted: number,
  options: BoostingOptions,
  onRound?: (point: CurvePoint) => void,
): Boosted {
  const random = mulberry32(options.seed);
  const base = logShares(labels.subarray(0, fitted), classes);
  const margins = new Margins(table, base);
  const drawn = Math.max(1, Math.round(options.rowShare * fitted));
  const asked = Math.max(1, Math.round(options.featureShare * table.features));
  const grower = new GradientTree(table, drawn, options);
  const [first, second] = [new Float64Array(fitted), new Float64Array(fitted)];
  const trees: BinnedTree[] = [];
  const curve: CurvePoint[] = [];
  let chances = margins.chances();
  let best = { round: 0, loss: Number.POSITIVE_INFINITY };
  for (let round = 1; round <= options.rounds; round++) {
    const rows = someOf(fitted, drawn, random);
    for (let c = 0; c < classes; c++) {
      derivatives(chances, labels, classes, c, first, second);
      const features = someOf(table.features, asked, random);
      const tree = grower.grow(rows, features, first, second);
      margins.add(tree, c);
      trees.push(tree);
    }
    chances = margins.chances();
    const point = {
      round,
      training: meanLogLoss(chances, labels, classes, 0, fitted),
      validation: fitted < table.rows ? meanLogLoss(chances, labels, classes, fitted, table.rows) : null,
    };
    curve.push(point);
    onRound?.(point);
    if (point.validation === null || options.patience === null) best = { round, loss: point.training };
    else if (point.validation < best.loss) best = { round, loss: point.validation };
    else if (round - best.round >= options.patience) break;
  }
  return { trees: flatten(trees.slice(0, best.round * classes), table, base), rounds: best.round, curve };
}

/** What trees say of each row of a table so far. */
class Margins {
  readonly #table: Binned;
  readonly #classes: number;
  readonly #margins: Float64Array;
  readonly #chances: Float64Array;

  constructor(table: Binned, base: Float64Array) {
    this.#table = table;
    this.#classes = base.length;
    this.#margins = new Float64Array(table.rows * base.length);
    for (let i = 0; i < this.#margins.length; i += base.length) this.#margins.set(base, i);
    this.#chances = new Float64Array(this.#margins.length);
  }

  add(tree: BinnedTree, c: number): void {
    for (let row = 0, at = c; row < this.#table.rows; row++, at += this.#classes) {
      const value = tree.values[tree.leafOf(this.#table, row)] as number;
      this.#margins[at] = (this.#margins[at] as number) + value;
    }
  }

  /** Row by row; the same memory each time. */
  chances(): Float64Array {
    this.#chances.set(this.#margins);
    for (let at = 0; at < this.#chances.length; at += this.#classes) softmax(this.#chances, at, this.#classes);
    return this.#chances;
  }
}

/** Of the log-loss by the margin of a class; the second one by the bound that LightGBM takes, K / (K - 1) p (1 - p). */
function derivatives(
  chances: Float64Array,
  labels: Uint8Array,
  classes: number,
  c: number,
  first: Float64Array,
  second: Float64Array,
): void {
  const factor = classes / (classes - 1);
  for (let row = 0; row < first.length; row++) {
    const chance = chances[row * classes + c] as number;
    first[row] = labels[row] === c ? chance - 1 : chance;
    second[row] = Math.max(1e-16, factor * chance * (1 - chance));
  }
}

function meanLogLoss(chances: Float64Array, labels: Uint8Array, classes: number, from: number, to: number): number {
  let sum = 0;
  for (let row = from; row < to; row++) {
    sum -= Math.log(Math.max(1e-15, chances[row * classes + (labels[row] as number)] as number));
  }
  return sum / (to - from);
}

/** Logarithm of each class's share; of half a row where there is none. */
function logShares(labels: Uint8Array, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return counts.map((count) => Math.log(Math.max(0.5, count) / labels.length));
}
