import { solveSymmetric } from "../strengths/solve-symmetric.ts";

/** Emits one observation after the other: a count, the log of what it is measured against, and what its rate depends on. */
export type Observations = (emit: (values: Float64Array, count: number, offset: number) => void) => void;

export interface Regression {
  readonly values: Float64Array;
  /** Standard errors, from the inverse of the information. */
  readonly errors: Float64Array;
  readonly logLikelihood: number;
  readonly observations: number;
}

/** Keeps what the data do not speak of at 0. */
const ridge = 1e-6;
const roundsMax = 30;
const tolerance = 1e-8;

/**
 * Coefficients of a log-linear rate by maximum likelihood (Newton's method; McCullagh and Nelder 1989). Of a Poisson point process cut into
 * segments, with the length of a segment in its offset, it is the process's own likelihood.
 */
export function poissonRegression(observations: Observations, start: readonly number[]): Regression {
  const size = start.length;
  const values = Float64Array.from(start);
  const gradient = new Float64Array(size);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  const places = new Int32Array(size);
  let logLikelihood = 0;
  let count = 0;
  for (let round = 0; round < roundsMax; round++) {
    gradient.fill(0);
    for (const each of information) each.fill(0);
    logLikelihood = 0;
    count = 0;
    observations((row, events, offset) => {
      let log = offset;
      let used = 0;
      for (let i = 0; i < size; i++) {
        const value = row[i] as number;
        if (value === 0) continue;
        places[used++] = i;
        log += (values[i] as number) * value;
      }
      const mean = Math.exp(log);
      logLikelihood += events * log - mean;
      count++;
      for (let a = 0; a < used; a++) {
        const i = places[a] as number;
        const value = row[i] as number;
        gradient[i] = (gradient[i] as number) + value * (events - mean);
        const weight = value * mean;
        const line = information[i] as Float64Array;
        for (let b = 0; b <= a; b++) {
          const j = places[b] as number;
          line[j] = (line[j] as number) + weight * (row[j] as number);
        }
      }
    });
    fill(information);
    const step = solveSymmetric(information, gradient);
    let largest = 0;
    for (let i = 0; i < size; i++) {
      values[i] = (values[i] as number) + (step[i] as number);
      largest = Math.max(largest, Math.abs(step[i] as number));
    }
    if (largest < tolerance) return { values, errors: errorsOf(information), logLikelihood, observations: count };
  }
  throw new RangeError(`the fit did not settle in ${roundsMax} rounds`);
}

/** Both halves of the information, with the ridge. */
function fill(information: readonly Float64Array[]): void {
  information.forEach((line, i) => {
    for (let j = 0; j < i; j++) (information[j] as Float64Array)[i] = line[j] as number;
    line[i] = (line[i] as number) + ridge;
  });
}

function errorsOf(information: readonly Float64Array[]): Float64Array {
  return Float64Array.from(information, (_, i) => {
    const unit = new Float64Array(information.length);
    unit[i] = 1;
    return Math.sqrt(solveSymmetric(information, unit)[i] as number);
  });
}
