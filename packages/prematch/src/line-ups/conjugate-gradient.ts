/** Rows of a sparse matrix, one after another: those of row i are `columns` and `values` from `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export interface RidgeProblem {
  readonly rows: SparseRows;
  /** Of each row. */
  readonly weights: Float64Array;
  readonly targets: Float64Array;
  /** Penalty on the square of each coefficient's distance from 0; above 0. */
  readonly penalties: Float64Array;
}

/**
 * The coefficients b that make sum(weights x (targets - rows b)^2) + sum(penalties x b^2) least: the normal equations, which the
 * penalties make positive definite, by conjugate gradients with the diagonal as preconditioner (Hestenes and Stiefel 1952; Golub
 * and Van Loan, Matrix Computations, 11.5). Starts from 0, so the same rows in the same order give the same bits. Ends when
 * the residual is `tolerance` of the right-hand side.
 */
export function solveRidge(problem: RidgeProblem, tolerance = 1e-10, maxSteps = 5_000): Float64Array {
  const { rows, weights, targets, penalties } = problem;
  const size = penalties.length;
  const residual = new Float64Array(size);
  const diagonal = Float64Array.from(penalties);
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] as number;
    const pull = weight * (targets[row] as number);
    for (let i = rows.starts[row] as number; i < (rows.starts[row + 1] as number); i++) {
      const column = rows.columns[i] as number;
      const value = rows.values[i] as number;
      residual[column] = (residual[column] as number) + pull * value;
      diagonal[column] = (diagonal[column] as number) + weight * value * value;
    }
  }
  const solution = new Float64Array(size);
  const step = Float64Array.from(residual, (value, i) => value / (diagonal[i] as number));
  const image = new Float64Array(size);
  let slope = dot(residual, step);
  const goal = tolerance * tolerance * slope;
  for (let count = 0; count < maxSteps && slope > goal; count++) {
    applyNormal(problem, step, image);
    const length = slope / dot(step, image);
    let next = 0;
    for (let i = 0; i < size; i++) {
      solution[i] = (solution[i] as number) + length * (step[i] as number);
      const left = (residual[i] as number) - length * (image[i] as number);
      residual[i] = left;
      next += (left * left) / (diagonal[i] as number);
    }
    const turn = next / slope;
    for (let i = 0; i < size; i++) {
      step[i] = (residual[i] as number) / (diagonal[i] as number) + turn * (step[i] as number);
    }
    slope = next;
  }
  return solution;
}

/** (rows' weights rows + penalties) x vector. */
function applyNormal({ rows, weights, penalties }: RidgeProblem, vector: Float64Array, into: Float64Array): void {
  const { starts, columns, values } = rows;
  for (let i = 0; i < vector.length; i++) into[i] = (penalties[i] as number) * (vector[i] as number);
  for (let row = 0; row < weights.length; row++) {
    const [from, to] = [starts[row] as number, starts[row + 1] as number];
    let sum = 0;
    for (let i = from; i < to; i++) sum += (values[i] as number) * (vector[columns[i] as number] as number);
    sum *= weights[row] as number;
    for (let i = from; i < to; i++) {
      const column = columns[i] as number;
      into[column] = (into[column] as number) + sum * (values[i] as number);
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
