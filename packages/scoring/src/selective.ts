export interface SelectivePoint {
  /** Share of the forecasts, the surest. */
  readonly coverage: number;
  /** Share of those that were right. */
  readonly accuracy: number;
}

/** Accuracy on the surest shares of the forecasts, and the largest share on which a target is reached (0 where none is). */
export function selective(sureness: Float64Array, right: Uint8Array, shares: readonly number[], target: number) {
  const order = Array.from(sureness.keys()).sort((a, b) => (sureness[b] as number) - (sureness[a] as number) || a - b);
  let hits = 0;
  let reached = 0;
  const accuracies = order.map((index, at) => {
    hits += right[index] as number;
    const accuracy = hits / (at + 1);
    if (accuracy >= target) reached = (at + 1) / order.length;
    return accuracy;
  });
  const points = shares.map((coverage): SelectivePoint => {
    const at = Math.max(1, Math.round(coverage * order.length)) - 1;
    return { coverage, accuracy: accuracies[at] ?? Number.NaN };
  });
  return { points, coverageAtTarget: reached };
}
