/** How often intervals held what they were to hold. */
export interface Coverage {
  readonly n: number;
  readonly share: number;
  /** 95 % bounds of the share that such intervals hold in the long run (Wilson 1927). */
  readonly low: number;
  readonly high: number;
}

/** Of values against the bounds that were said for each, bounds included; NaN where there are none. */
export function coverageOf(values: ArrayLike<number>, lows: ArrayLike<number>, highs: ArrayLike<number>): Coverage {
  const n = values.length;
  let held = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i] as number;
    if (value >= (lows[i] as number) && value <= (highs[i] as number)) held++;
  }
  const share = held / n;
  return { n, share, ...boundsOfShare(share, n) };
}

/** 95 % bounds of a chance that came true in that share of n cases (Wilson 1927). */
export function boundsOfShare(share: number, n: number): { readonly low: number; readonly high: number } {
  const z = 1.959964;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: middle - half, high: middle + half };
}
