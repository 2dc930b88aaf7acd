import { mulberry32 } from "./mulberry32.ts";

export interface MeanWithInterval {
  readonly value: number;
  /** Bounds of the middle 95 % of the means of samples drawn anew, with replacement. */
  readonly low: number;
  readonly high: number;
}

const samples = 2_000;

/** Mean of differences, with a 95 % bootstrap interval (Efron 1979, percentiles). The same differences and seed give the same interval. */
export function meanWithInterval(differences: Float64Array, seed = 1): MeanWithInterval {
  const n = differences.length;
  if (n === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const random = mulberry32(seed);
  const means = new Float64Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += differences[Math.floor(random() * n)] as number;
    means[sample] = sum / n;
  }
  means.sort();
  const at = (share: number) => means[Math.round(share * (samples - 1))] as number;
  return { value: differences.reduce((a, b) => a + b, 0) / n, low: at(0.025), high: at(0.975) };
}
