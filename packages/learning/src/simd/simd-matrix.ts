import { type Kernel, roomOf } from "./kernel.ts";

const lanes = 16;

/** A matrix that multiplies vectors, sixteen rows at a time: each sum is added up in order, so it is that of a plain loop to the last bit. */
export class SimdMatrix {
  /** The vector to multiply: write it, then call `multiply`. */
  readonly input: Float64Array;
  /** b + A x, a value a row. Later calls write it anew. */
  readonly output: Float64Array;
  readonly #kernel: Kernel;
  readonly #columns: number;
  readonly #blocks: number;
  readonly #places: { readonly a: number; readonly b: number; readonly x: number; readonly y: number };

  /** `weights`: a row of A after the other. `biases`: b, a value a row. */
  constructor(weights: ArrayLike<number>, biases: ArrayLike<number>, columns: number) {
    const rows = biases.length;
    const blocks = Math.ceil(rows / lanes);
    const size = blocks * lanes;
    const { kernel, buffer, at: a } = roomOf(8 * (size * columns + 2 * size + columns));
    const b = a + 8 * size * columns;
    const y = b + 8 * size;
    const x = y + 8 * size;
    const matrix = new Float64Array(buffer, a, size * columns);
    for (let row = 0; row < rows; row++) {
      const first = (row - (row % lanes)) * columns + (row % lanes);
      for (let i = 0; i < columns; i++) matrix[first + lanes * i] = weights[row * columns + i] as number;
    }
    new Float64Array(buffer, b, rows).set(biases);
    this.#kernel = kernel;
    this.#columns = columns;
    this.#blocks = blocks;
    this.#places = { a, b, x, y };
    this.input = new Float64Array(buffer, x, columns);
    this.output = new Float64Array(buffer, y, rows);
  }

  multiply(): void {
    const { a, b, x, y } = this.#places;
    this.#kernel.multiply(a, b, x, y, this.#blocks, this.#columns);
  }

  /** Puts the cosine in the place of each value of the output. */
  cosines(): void {
    this.#kernel.cosines(this.#places.y, (this.#blocks * lanes) / 2);
  }
}
