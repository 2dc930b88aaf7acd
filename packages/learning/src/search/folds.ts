/** Rows to learn from and rows to judge by, in a table that is in the order of time. */
export interface Fold {
  /** Learns from rows 0 up to here. */
  readonly fitted: number;
  /** Judged by rows `from` up to `to`, all of later times. */
  readonly from: number;
  readonly to: number;
}

/**
 * Folds of an expanding window: each span between two of the times is judged by what came before it. All times of training are before `fitted`'s, and all
 * of validation at or after it. Throws a RangeError where rows are not in the order of time, or a fold has nothing to learn from or to judge by.
 */
export function expandingFolds(times: ArrayLike<number>, cuts: readonly number[]): Fold[] {
  for (let row = 1; row < times.length; row++) {
    if ((times[row] as number) < (times[row - 1] as number)) {
      throw new RangeError(
        `row ${row} is of an earlier time than the one before it: rows must be in the order of time`,
      );
    }
  }
  return cuts.slice(0, -1).map((cut, i) => {
    const [from, to] = [firstAt(times, cut), firstAt(times, cuts[i + 1] as number)];
    if (from === 0) throw new RangeError(`nothing came before ${cut} to learn from`);
    if (from >= to) throw new RangeError(`there is nothing between ${cut} and ${cuts[i + 1]} to judge by`);
    return { fitted: from, from, to };
  });
}

/** First row whose time is not before this one. */
function firstAt(times: ArrayLike<number>, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
