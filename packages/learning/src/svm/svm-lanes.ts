import { chancesOf } from "./calibrate.ts";
import { cosine } from "./cosine.ts";
import { wavesOf } from "./kernel-map.ts";
import type { Svm } from "./svm.ts";

/**
 * A machine whose kernel features are summed several at a time: each addition to a sum waits for the one before, so sums that do not
 * depend on each other cost little more than one. Says what `compileSvm` does, to 1e-12. Asks for no memory when it is called.
 */
export class SvmLanes {
  readonly #classes: number;
  readonly #means: Float64Array;
  readonly #spreads: Float64Array;
  /** Four features side by side, input by input: all their weights for an input are neighbours. */
  readonly #directions: Float64Array;
  readonly #phases: Float64Array;
  /** As many a class as there are features, times their scale. */
  readonly #weights: Float64Array;
  readonly #calibration: Float64Array;
  /** Inputs of two rows, in spreads from their means. */
  readonly #standard: Float64Array;
  /** Features of two rows. */
  readonly #features: Float64Array;
  readonly #margins: Float64Array;
  readonly #chances: Float64Array;

  constructor({ classes, map, weights, calibration }: Svm) {
    const { directions, phases, scale } = wavesOf(map);
    const inputs = map.means.length;
    // those that fill up the last four have no weight
    const size = 4 * Math.ceil(map.size / 4);
    this.#classes = classes;
    this.#means = map.means;
    this.#spreads = map.spreads;
    this.#directions = new Float64Array(size * inputs);
    this.#phases = new Float64Array(size);
    this.#weights = new Float64Array(size * classes);
    for (let k = 0; k < map.size; k++) {
      const first = (k - (k % 4)) * inputs + (k % 4);
      for (let i = 0; i < inputs; i++) this.#directions[first + 4 * i] = directions[k * inputs + i] as number;
      this.#phases[k] = phases[k] as number;
      for (let c = 0; c < classes; c++) this.#weights[c * size + k] = scale * (weights[c * map.size + k] as number);
    }
    this.#calibration = calibration;
    this.#standard = new Float64Array(2 * inputs);
    this.#features = new Float64Array(2 * size);
    this.#margins = new Float64Array(classes + 1);
    this.#margins[0] = 1;
    this.#chances = new Float64Array(classes);
  }

  /** Writes the chances of the row that begins at `from`. */
  one(values: Float64Array, from: number, out: Float64Array, at: number): void {
    const standard = this.#standard;
    const directions = this.#directions;
    const phases = this.#phases;
    const features = this.#features;
    const inputs = this.#means.length;
    this.#standardise(values, from, 0);
    let w = 0;
    for (let k = 0; k < phases.length; k += 4) {
      let a = phases[k] as number;
      let b = phases[k + 1] as number;
      let c = phases[k + 2] as number;
      let d = phases[k + 3] as number;
      for (let i = 0; i < inputs; i++, w += 4) {
        const x = standard[i] as number;
        a += (directions[w] as number) * x;
        b += (directions[w + 1] as number) * x;
        c += (directions[w + 2] as number) * x;
        d += (directions[w + 3] as number) * x;
      }
      features[k] = cosine(a);
      features[k + 1] = cosine(b);
      features[k + 2] = cosine(c);
      features[k + 3] = cosine(d);
    }
    this.#write(0, out, at);
  }

  /** Writes the chances of `rows` rows, `width` values each, one after the other: two rows at a time. */
  block(values: Float64Array, width: number, rows: number, out: Float64Array): void {
    const standard = this.#standard;
    const directions = this.#directions;
    const phases = this.#phases;
    const features = this.#features;
    const inputs = this.#means.length;
    const size = phases.length;
    let row = 0;
    for (; row + 2 <= rows; row += 2) {
      this.#standardise(values, row * width, 0);
      this.#standardise(values, (row + 1) * width, inputs);
      let w = 0;
      for (let k = 0; k < size; k += 4) {
        let a = phases[k] as number;
        let b = phases[k + 1] as number;
        let c = phases[k + 2] as number;
        let d = phases[k + 3] as number;
        let e = a;
        let f = b;
        let g = c;
        let h = d;
        for (let i = 0; i < inputs; i++, w += 4) {
          const x = standard[i] as number;
          const y = standard[inputs + i] as number;
          const first = directions[w] as number;
          const second = directions[w + 1] as number;
          const third = directions[w + 2] as number;
          const fourth = directions[w + 3] as number;
          a += first * x;
          b += second * x;
          c += third * x;
          d += fourth * x;
          e += first * y;
          f += second * y;
          g += third * y;
          h += fourth * y;
        }
        features[k] = cosine(a);
        features[k + 1] = cosine(b);
        features[k + 2] = cosine(c);
        features[k + 3] = cosine(d);
        features[size + k] = cosine(e);
        features[size + k + 1] = cosine(f);
        features[size + k + 2] = cosine(g);
        features[size + k + 3] = cosine(h);
      }
      this.#write(0, out, row * this.#classes);
      this.#write(size, out, (row + 1) * this.#classes);
    }
    for (; row < rows; row++) this.one(values, row * width, out, row * this.#classes);
  }

  #standardise(values: Float64Array, from: number, to: number): void {
    const standard = this.#standard;
    for (let i = 0; i < this.#means.length; i++) {
      const spread = this.#spreads[i] as number;
      standard[to + i] = spread === 0 ? 0 : ((values[from + i] as number) - (this.#means[i] as number)) / spread;
    }
  }

  /** Chances by the features from `of` on. */
  #write(of: number, out: Float64Array, at: number): void {
    const weights = this.#weights;
    const features = this.#features;
    const size = this.#phases.length;
    for (let c = 0; c < this.#classes; c++) {
      const from = c * size;
      let [a, b] = [0, 0];
      for (let k = 0; k < size; k += 2) {
        a += (weights[from + k] as number) * (features[of + k] as number);
        b += (weights[from + k + 1] as number) * (features[of + k + 1] as number);
      }
      this.#margins[c + 1] = a + b;
    }
    chancesOf(this.#calibration, this.#margins, this.#chances);
    for (let c = 0; c < this.#classes; c++) out[at + c] = this.#chances[c] as number;
  }
}
