import { mulberry32 } from "./mulberry32.ts";

/** The expected calibration error that forecasts have though each is exactly right: bins of few forecasts miss by luck. */
export interface ByChance {
  readonly mean: number;
  /** 95 % of the times it is below. */
  readonly high: number;
}

const draws = 200;

/**
 * What `expectedCalibrationError` of `calibrationBins` would be if the forecasts were true: outcomes are drawn from the forecasts
 * themselves, 200 times over (consistency resampling, Bröcker and Smith 2007). Each forecast has the chances of all outcomes, of which
 * the first `scored` are counted: all three of a result, or one of two. NaN where there is no forecast.
 */
export function calibrationErrorByChance(
  forecasts: readonly (readonly number[])[],
  scored: number,
  { bins = 10, seed = 1 }: { readonly bins?: number; readonly seed?: number } = {},
): ByChance {
  if (forecasts.length === 0) return { mean: Number.NaN, high: Number.NaN };
  const binOf = Uint16Array.from({ length: forecasts.length * scored }, (_, at) => {
    const chance = forecasts[Math.floor(at / scored)]?.[at % scored] as number;
    return Math.min(bins - 1, Math.floor(chance * bins));
  });
  const said = new Float64Array(bins);
  binOf.forEach((bin, at) => {
    said[bin] = (said[bin] as number) + (forecasts[Math.floor(at / scored)]?.[at % scored] as number);
  });
  const random = mulberry32(seed);
  const came = new Float64Array(bins);
  const errors = Float64Array.from({ length: draws }, () => {
    came.fill(0);
    forecasts.forEach((chances, i) => {
      const outcome = drawn(chances, random());
      if (outcome >= scored) return;
      const bin = binOf[i * scored + outcome] as number;
      came[bin] = (came[bin] as number) + 1;
    });
    let error = 0;
    for (let bin = 0; bin < bins; bin++) error += Math.abs((said[bin] as number) - (came[bin] as number));
    return error / binOf.length;
  }).sort();
  return {
    mean: errors.reduce((a, b) => a + b, 0) / draws,
    high: errors[Math.round(0.95 * (draws - 1))] as number,
  };
}

function drawn(chances: readonly number[], at: number): number {
  let cumulated = 0;
  for (let outcome = 0; outcome < chances.length - 1; outcome++) {
    cumulated += chances[outcome] as number;
    if (at < cumulated) return outcome;
  }
  return chances.length - 1;
}
