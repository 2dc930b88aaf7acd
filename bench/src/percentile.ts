/** The q-quantile (0 to 1) of some numbers by the nearest rank; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export interface Distribution {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Figures that a table shows of a sample, rounded to `digits` decimals. */
export function distribution(values: readonly number[], digits = 2): Distribution {
  const round = (x: number) => Number(x.toFixed(digits));
  return {
    n: values.length,
    p50: round(quantile(values, 0.5)),
    p99: round(quantile(values, 0.99)),
    max: round(quantile(values, 1)),
  };
}
