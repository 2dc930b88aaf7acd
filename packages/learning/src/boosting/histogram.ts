/**
 * Sums over bins: that of the first derivative, and in one number that of the second one and how many rows there are, which saves a third of
 * the work. The second derivative is counted in whole 65,536ths, so that both parts are exact for 262,144 rows.
 */
export const binWidth = 2;

export const rowsMost = 2 ** 18;
const unit = 2 ** 16;
const rowUnit = 2 ** 34;

/** What is added up for a row whose second derivative is above 0 and below 1. */
export function packed(second: number): number {
  return rowUnit + Math.max(1, Math.round(second * unit));
}

export function rowsIn(sum: number): number {
  return Math.floor(sum / rowUnit);
}

export function secondIn(sum: number): number {
  return (sum - rowUnit * Math.floor(sum / rowUnit)) / unit;
}

/**
 * Adds rows to the histograms of some features, `stride` numbers each. `first` and `second`, packed, are in the order of `rows`; a row of
 * the table has `width` bins.
 */
export function addRows(
  bins: Uint8Array,
  width: number,
  features: Int32Array,
  rows: Int32Array,
  first: Float64Array,
  second: Float64Array,
  histogram: Float64Array,
  stride: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * width;
    const [g, h] = [first[i] as number, second[i] as number];
    for (let k = 0, at = 0; k < features.length; k++, at += stride) {
      const bin = at + ((bins[from + (features[k] as number)] as number) << 1);
      histogram[bin] = (histogram[bin] as number) + g;
      histogram[bin + 1] = (histogram[bin + 1] as number) + h;
    }
  }
}

/** Takes a child's histograms off its parent's, which leaves the other child's. */
export function subtract(from: Float64Array, histogram: Float64Array): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] as number) - (histogram[i] as number);
}
