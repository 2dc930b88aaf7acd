import { softmax } from "../softmax.ts";

const rounds = 30;
/** Weight, in rows, of the prior that margins do not matter: keeps a class that the margins tell apart wholly at a finite weight. */
const ridge = 1;

/**
 * Weights that make chances of margins, classes x (1 + margins): softmax of an intercept and a weighted sum for each class, the fit of least log-loss, by
 * Newton's method. What Platt (1999) does for two classes, for more of them at once.
 */
export function calibrate(margins: Float64Array, labels: Uint8Array, classes: number): Float64Array {
  const width = classes + 1;
  const size = classes * width;
  const weights = new Float64Array(size);
  const rows = labels.length;
  const x = new Float64Array(width);
  x[0] = 1;
  const chances = new Float64Array(classes);
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight) => ridge * weight);
    const hessian = Array.from({ length: size }, (_, i) => {
      const row = new Float64Array(size);
      row[i] = ridge;
      return row;
    });
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < classes; i++) x[i + 1] = margins[row * classes + i] as number;
      chancesOf(weights, x, chances);
      for (let a = 0; a < classes; a++) {
        const chance = chances[a] as number;
        const error = chance - (labels[row] === a ? 1 : 0);
        for (let i = 0; i < width; i++) {
          const at = a * width + i;
          gradient[at] = (gradient[at] as number) + error * (x[i] as number);
          const into = hessian[at] as Float64Array;
          for (let b = 0; b < classes; b++) {
            const weight = chance * ((a === b ? 1 : 0) - (chances[b] as number)) * (x[i] as number);
            for (let j = 0; j < width; j++) {
              into[b * width + j] = (into[b * width + j] as number) + weight * (x[j] as number);
            }
          }
        }
      }
    }
    const step = solve(hessian, gradient);
    for (let i = 0; i < size; i++) weights[i] = (weights[i] as number) - (step[i] as number);
    if (step.every((each) => Math.abs(each) < 1e-9)) break;
  }
  return weights;
}

/** Chances of margins, whose first is 1 for the intercept. */
export function chancesOf(weights: Float64Array, x: Float64Array, chances: Float64Array): void {
  for (let a = 0, at = 0; a < chances.length; a++) {
    let sum = 0;
    for (let i = 0; i < x.length; i++, at++) sum += (weights[at] as number) * (x[i] as number);
    chances[a] = sum;
  }
  softmax(chances);
}

/** x of A x = b, A symmetric and positive definite, by Cholesky's factor; A is used up. */
function solve(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = b.slice();
  const n = b.length;
  for (let i = 0; i < n; i++) {
    const row = a[i] as Float64Array;
    for (let j = 0; j <= i; j++) {
      const other = a[j] as Float64Array;
      let sum = row[j] as number;
      for (let k = 0; k < j; k++) sum -= (row[k] as number) * (other[k] as number);
      row[j] = i === j ? Math.sqrt(sum) : sum / (other[j] as number);
    }
  }
  for (let i = 0; i < n; i++) {
    const row = a[i] as Float64Array;
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (row[k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (row[i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] as number) - ((a[k] as Float64Array)[i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / ((a[i] as Float64Array)[i] as number);
  }
  return x;
}
