import { mulberry32 } from "@touchline/scoring";
import type { Table } from "../table.ts";

/** What makes of a row the features that stand for a kernel. */
export interface KernelMap {
  /** Mean and standard deviation of each column; 0 where it is constant, which leaves it out. */
  readonly means: Float64Array;
  readonly spreads: Float64Array;
  /** Of the kernel exp(-gamma |a - b|²). */
  readonly gamma: number;
  /** How many features it makes; what they are follows from the seed. */
  readonly size: number;
  readonly seed: number;
}

/** Writes the features of a row to `out`, from `at` on. Asks for no memory. */
export type MapRow = (values: ArrayLike<number>, out: Float64Array | Float32Array, at?: number) => void;

/** A map fitted to the first rows of a table. */
export function fitKernelMap(table: Table, fitted: number, size: number, gamma: number, seed: number): KernelMap {
  const moments = table.columns.map((column) => {
    const rows = column.subarray(0, fitted);
    const mean = rows.reduce((sum, value) => sum + value, 0) / fitted;
    const variance = rows.reduce((sum, value) => sum + (value - mean) ** 2, 0) / fitted;
    return { mean, spread: variance > 1e-18 ? Math.sqrt(variance) : 0 };
  });
  return {
    means: Float64Array.from(moments, ({ mean }) => mean),
    spreads: Float64Array.from(moments, ({ spread }) => spread),
    ...{ gamma: gamma / table.columns.length, size, seed },
  };
}

/**
 * Random Fourier features of the Gaussian kernel (Rahimi and Recht 2007): √(2 / D) cos(w · x + b), w normal with variance 2 gamma, b uniform.
 * Their scalar product is the kernel's value in the mean.
 */
export function compileKernelMap(map: KernelMap): MapRow {
  const { means, spreads, size } = map;
  const { directions, phases, scale } = wavesOf(map);
  const inputs = means.length;
  const standard = new Float64Array(inputs);
  return (values, out, at = 0) => {
    for (let i = 0; i < inputs; i++) {
      const spread = spreads[i] as number;
      standard[i] = spread === 0 ? 0 : ((values[i] as number) - (means[i] as number)) / spread;
    }
    for (let k = 0, from = 0; k < size; k++, from += inputs) {
      let sum = phases[k] as number;
      for (let i = 0; i < inputs; i++) sum += (directions[from + i] as number) * (standard[i] as number);
      out[at + k] = scale * Math.cos(sum);
    }
  };
}

/** What the features are made with; it follows from the seed. */
export interface Waves {
  /** w of each feature, one after the other. */
  readonly directions: Float64Array;
  /** b of each. */
  readonly phases: Float64Array;
  /** √(2 / D). */
  readonly scale: number;
}

export function wavesOf({ means, gamma, size, seed }: KernelMap): Waves {
  const random = mulberry32(seed);
  const directions = Float64Array.from({ length: size * means.length }, () => Math.sqrt(2 * gamma) * normal(random));
  const phases = Float64Array.from({ length: size }, () => 2 * Math.PI * random());
  return { directions, phases, scale: Math.sqrt(2 / size) };
}

/** Box and Muller (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
