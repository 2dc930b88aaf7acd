import { SimdMatrix } from "../simd/simd-matrix.ts";
import { chancesOf } from "./calibrate.ts";
import { wavesOf } from "./kernel-map.ts";
import type { Svm } from "./svm.ts";

/** A machine whose kernel features are made sixteen at a time. Says what `compileSvm` does, to 1e-12. Asks for no memory when it is called. */
export class SvmLanes {
  readonly #classes: number;
  readonly #means: Float64Array;
  readonly #spreads: Float64Array;
  readonly #waves: SimdMatrix;
  /** As many a class as there are features, times their scale. */
  readonly #weights: Float64Array;
  readonly #calibration: Float64Array;
  readonly #margins: Float64Array;
  readonly #chances: Float64Array;

  constructor({ classes, map, weights, calibration }: Svm) {
    const { directions, phases, scale } = wavesOf(map);
    this.#classes = classes;
    this.#means = map.means;
    this.#spreads = map.spreads;
    this.#waves = new SimdMatrix(directions, phases, map.means.length);
    this.#weights = Float64Array.from(weights, (weight) => weight * scale);
    this.#calibration = calibration;
    this.#margins = new Float64Array(classes + 1);
    this.#margins[0] = 1;
    this.#chances = new Float64Array(classes);
  }

  /** Writes the chances of the row that begins at `from`. */
  one(values: Float64Array, from: number, out: Float64Array, at: number): void {
    const { input, output: features } = this.#waves;
    for (let i = 0; i < input.length; i++) {
      const spread = this.#spreads[i] as number;
      input[i] = spread === 0 ? 0 : ((values[from + i] as number) - (this.#means[i] as number)) / spread;
    }
    this.#waves.multiply();
    this.#waves.cosines();
    const weights = this.#weights;
    const size = features.length;
    for (let c = 0; c < this.#classes; c++) {
      const first = c * size;
      // two sums, neither of which waits for the other
      let [even, odd] = [0, 0];
      for (let k = 0; k + 1 < size; k += 2) {
        even += (weights[first + k] as number) * (features[k] as number);
        odd += (weights[first + k + 1] as number) * (features[k + 1] as number);
      }
      if (size % 2 === 1) even += (weights[first + size - 1] as number) * (features[size - 1] as number);
      this.#margins[c + 1] = even + odd;
    }
    chancesOf(this.#calibration, this.#margins, this.#chances);
    for (let c = 0; c < this.#classes; c++) out[at + c] = this.#chances[c] as number;
  }

  /** Writes the chances of `rows` rows, `width` values each, one after the other. */
  block(values: Float64Array, width: number, rows: number, out: Float64Array): void {
    for (let row = 0; row < rows; row++) this.one(values, row * width, out, row * this.#classes);
  }
}
