/** Cholesky's factor of a symmetric positive definite matrix, to solve for many right sides. */
export class Cholesky {
  readonly #rows: readonly Float64Array[];

  /** `a`: square; its lower half is read. Throws a RangeError where it is not positive definite. */
  constructor(a: readonly Float64Array[]) {
    const rows = a.map((row) => Float64Array.from(row));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as Float64Array;
      for (let j = 0; j <= i; j++) {
        const other = rows[j] as Float64Array;
        let sum = row[j] as number;
        for (let k = 0; k < j; k++) sum -= (row[k] as number) * (other[k] as number);
        if (i === j && !(sum > 0)) throw new RangeError(`the matrix is not positive definite: pivot ${j} is ${sum}`);
        row[j] = i === j ? Math.sqrt(sum) : sum / (other[j] as number);
      }
    }
    this.#rows = rows;
  }

  /** x of A x = b. */
  solve(b: ArrayLike<number>): Float64Array {
    const x = Float64Array.from(b);
    const n = x.length;
    const at = (i: number, j: number) => (this.#rows[i] as Float64Array)[j] as number;
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) x[i] = (x[i] as number) - at(i, k) * (x[k] as number);
      x[i] = (x[i] as number) / at(i, i);
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i] = (x[i] as number) - at(k, i) * (x[k] as number);
      x[i] = (x[i] as number) / at(i, i);
    }
    return x;
  }
}

/** Solves A x = b for a symmetric positive definite A. Throws a RangeError where it is not. */
export function solveSymmetric(a: readonly Float64Array[], b: Float64Array): Float64Array {
  return new Cholesky(a).solve(b);
}
