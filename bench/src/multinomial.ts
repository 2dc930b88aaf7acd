/** Rows of numbers, one after another; the first column is 1, for the intercept. */
export interface Design {
  readonly width: number;
  readonly values: Float64Array;
}

const classes = 3;
/** About the curvature p (1 - p) of a class, a little above: steps by it seldom go too far. */
const curvature = 0.3;

/**
 * Fits a multinomial logistic model of three classes to the rows from 0 to `count`, by the columns given alone, starting from
 * `weights` (class by class, a weight a column), which it changes. The ridge is on all but column 0. Steps go by the Cholesky
 * factor of one matrix, `curvature` x Gram + ridge: after Böhning, Multinomial logistic regression algorithm (1992).
 */
export function fitMultinomial(
  { width, values }: Design,
  outcomes: Uint8Array,
  count: number,
  columns: readonly number[],
  gram: Float64Array,
  ridge: number,
  weights: Float64Array,
): void {
  const factor = cholesky(gram, width, columns, ridge);
  for (let c = 0; c < classes; c++) {
    const kept = new Set(columns);
    for (let j = 0; j < width; j++) if (!kept.has(j)) weights[c * width + j] = 0;
  }
  const gradient = new Float64Array(classes * width);
  const step = new Float64Array(columns.length);
  let last = Number.POSITIVE_INFINITY;
  let length = 1;
  for (let round = 0; round < 200; round++) {
    const loss = slope(values, width, outcomes, count, ridge, weights, gradient);
    if (Math.abs(last - loss) < 1e-8 * count) return;
    if (loss > last) length /= 2;
    last = loss;
    for (let c = 0; c < classes; c++) {
      columns.forEach((column, i) => {
        step[i] = gradient[c * width + column] as number;
      });
      solve(factor, step);
      columns.forEach((column, i) => {
        weights[c * width + column] = (weights[c * width + column] as number) - length * (step[i] as number);
      });
    }
  }
  throw new Error("the multinomial model did not settle in 200 rounds");
}

/** Adds rows from `from` to `to` to the Gram matrix, its lower half. */
export function addToGram(gram: Float64Array, { width, values }: Design, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    const at = row * width;
    for (let i = 0; i < width; i++) {
      const value = values[at + i] as number;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++)
        gram[i * width + j] = (gram[i * width + j] as number) + value * (values[at + j] as number);
    }
  }
}

/** Minus the logarithm of the chance that the model gave to what happened in a row. */
export function lossOf({ width, values }: Design, row: number, outcome: number, weights: Float64Array): number {
  const chance = new Float64Array(classes);
  chances(values, row * width, width, weights, chance);
  return -Math.log(chance[outcome] as number);
}

function slope(
  values: Float64Array,
  width: number,
  outcomes: Uint8Array,
  count: number,
  ridge: number,
  weights: Float64Array,
  gradient: Float64Array,
): number {
  gradient.fill(0);
  const chance = new Float64Array(classes);
  let loss = 0;
  for (let row = 0; row < count; row++) {
    const at = row * width;
    chances(values, at, width, weights, chance);
    const outcome = outcomes[row] as number;
    loss -= Math.log(chance[outcome] as number);
    chance[outcome] = (chance[outcome] as number) - 1;
    const [a, b, c] = chance as unknown as [number, number, number];
    for (let j = 0; j < width; j++) {
      const value = values[at + j] as number;
      gradient[j] = (gradient[j] as number) + a * value;
      gradient[width + j] = (gradient[width + j] as number) + b * value;
      gradient[2 * width + j] = (gradient[2 * width + j] as number) + c * value;
    }
  }
  for (let i = 0; i < weights.length; i++) {
    if (i % width === 0) continue;
    const weight = weights[i] as number;
    loss += (ridge / 2) * weight * weight;
    gradient[i] = (gradient[i] as number) + ridge * weight;
  }
  return loss;
}

function chances(values: Float64Array, at: number, width: number, weights: Float64Array, into: Float64Array): void {
  let [a, b, c] = [0, 0, 0];
  for (let j = 0; j < width; j++) {
    const value = values[at + j] as number;
    a += value * (weights[j] as number);
    b += value * (weights[width + j] as number);
    c += value * (weights[2 * width + j] as number);
  }
  const most = Math.max(a, b, c);
  [a, b, c] = [Math.exp(a - most), Math.exp(b - most), Math.exp(c - most)];
  const sum = a + b + c;
  into[0] = a / sum;
  into[1] = b / sum;
  into[2] = c / sum;
}

interface Factor {
  readonly size: number;
  readonly lower: Float64Array;
}

function cholesky(gram: Float64Array, width: number, columns: readonly number[], ridge: number): Factor {
  const size = columns.length;
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const [row, column] = [columns[i] as number, columns[j] as number];
      let sum = curvature * (gram[row * width + column] as number);
      if (i === j) sum += row === 0 ? 1e-9 : ridge;
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      lower[i * size + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * size + j] as number);
    }
  }
  return { size, lower };
}

function solve({ size, lower }: Factor, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] as number) * (x[k] as number);
    x[i] = sum / (lower[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] as number) * (x[k] as number);
    x[i] = sum / (lower[i * size + i] as number);
  }
}
