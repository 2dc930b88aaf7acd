/** Forecasts of about the same chance: how likely they said it was, and how often it happened. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean chance that was said; 0 where there is none. */
  readonly said: number;
  /** Share that happened; 0 where there is none. */
  readonly happened: number;
}

/** Chances against what happened (0 or 1), in bins of equal width. */
export function calibrationBins(chances: Float64Array, happened: Uint8Array, count = 10): CalibrationBin[] {
  const n = new Float64Array(count);
  const said = new Float64Array(count);
  const came = new Float64Array(count);
  chances.forEach((chance, i) => {
    const bin = Math.min(count - 1, Math.floor(chance * count));
    n[bin] = (n[bin] as number) + 1;
    said[bin] = (said[bin] as number) + chance;
    came[bin] = (came[bin] as number) + (happened[i] as number);
  });
  return Array.from(n, (size, bin) => ({
    from: bin / count,
    to: (bin + 1) / count,
    n: size,
    said: size === 0 ? 0 : (said[bin] as number) / size,
    happened: size === 0 ? 0 : (came[bin] as number) / size,
  }));
}

/** Mean over the forecasts of how far their bin's chance is from its frequency (Naeini, Cooper and Hauskrecht 2015). */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): number {
  const all = bins.reduce((sum, { n }) => sum + n, 0);
  return all === 0 ? 0 : bins.reduce((sum, { n, said, happened }) => sum + n * Math.abs(said - happened), 0) / all;
}
