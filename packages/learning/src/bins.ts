import type { Table } from "./table.ts";

/** A table whose values are told by bins: what histogram trees learn from. */
export interface Binned {
  /**
   * Upper bounds of each feature's bins but the last, rising; at most 255. A value is in the first bin whose bound it does not exceed,
   * so that "bin at most b" is "value at most bounds[b]".
   */
  readonly bounds: readonly Float64Array[];
  /** Bins, row by row: that of feature f of row r is at r x features + f. Histograms are counted twice as fast so as column by column. */
  readonly bins: Uint8Array;
  readonly features: number;
  readonly rows: number;
}

export const binsMost = 256;

/**
 * Puts every row into bins that hold about as many of the first `fitted` rows each; bounds lie halfway between neighbouring values. Later rows,
 * which a model is judged by, do not move the bounds. Other threads can read the bins without a copy.
 */
export function binned({ columns, rows }: Table, fitted: number = rows, most: number = binsMost): Binned {
  if (!(2 <= most && most <= binsMost)) throw new RangeError(`${most} bins: expected 2 to ${binsMost}`);
  const features = columns.length;
  const bounds = columns.map((column) => boundsOf(column.subarray(0, fitted), most));
  const bins = new Uint8Array(new SharedArrayBuffer(rows * features));
  columns.forEach((column, f) => {
    const of = bounds[f] as Float64Array;
    for (let row = 0, at = f; row < rows; row++, at += features) bins[at] = binOf(of, column[row] as number);
  });
  return { bounds, bins, features, rows };
}

/** First bin whose bound the value does not exceed. */
function binOf(bounds: Float64Array, value: number): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= (bounds[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function boundsOf(column: Float64Array, most: number): Float64Array {
  const sorted = column.slice().sort();
  const bounds: number[] = [];
  let [left, inBin, from] = [sorted.length, 0, 0];
  while (from < sorted.length && bounds.length < most - 1) {
    const value = sorted[from] as number;
    let to = from + 1;
    while (to < sorted.length && sorted[to] === value) to++;
    inBin += to - from;
    // what is left is shared evenly by the bins that are left, so that one frequent value does not starve the others
    if (to < sorted.length && inBin >= left / (most - bounds.length)) {
      bounds.push(between(value, sorted[to] as number));
      left -= inBin;
      inBin = 0;
    }
    from = to;
  }
  return Float64Array.from(bounds);
}

/** Halfway, and always below the greater one. */
function between(a: number, b: number): number {
  const middle = a + (b - a) / 2;
  return middle < b ? middle : a;
}
