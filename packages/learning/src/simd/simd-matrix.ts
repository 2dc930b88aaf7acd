import { type Kernel, kernelOn } from "./kernel.ts";

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
  readonly #places: { readonly b: number; readonly x: number; readonly y: number };

  /** `weights`: a row of A after the other. `biases`: b, a value a row. */
  constructor(weights: ArrayLike<number>, biases: ArrayLike<number>, columns: number) {
    const rows = biases.length;
    const blocks = Math.ceil(rows / lanes);
    const size = blocks * lanes;
    const b = 8 * size * columns;
    const y = b + 8 * size;
    const x = y + 8 * size;
    const { kernel, memory } = kernelOn(x + 8 * columns);
    const matrix = new Float64Array(memory.buffer, 0, size * columns);
    for (let row = 0; row < rows; row++) {
      const first = (row - (row % lanes)) * columns + (row % lanes);
      for (let i = 0; i < columns; i++) matrix[first + lanes * i] = weights[row * columns + i] as number;
    }
    new Float64Array(memory.buffer, b, rows).set(biases);
    this.#kernel = kernel;
    this.#columns = columns;
    this.#blocks = blocks;
    this.#places = { b, x, y };
    this.input = new Float64Array(memory.buffer, x, columns);
    this.output = new Float64Array(memory.buffer, y, rows);
  }

  multiply(): void {
    const { b, x, y } = this.#places;
    this.#kernel.multiply(0, b, x, y, this.#blocks, this.#columns);
  }

  /** Puts the cosine in the place of each value of the output. */
  cosines(): void {
    this.#kernel.cosines(this.#places.y, (this.#blocks * lanes) / 2);
  }
}
