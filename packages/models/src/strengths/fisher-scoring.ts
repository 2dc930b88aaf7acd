import { solveSymmetric } from "./solve-symmetric.ts";

/** Score and information of a fit at some weights, with a Gaussian prior about `prior`; one object a round. */
export class FisherScoring {
  readonly #gradient: Float64Array;
  readonly #information: Float64Array[];

  /** `ridge`: precision of the prior, of all weights or of each. */
  constructor(weights: readonly number[], prior: readonly number[], ridge: number | readonly number[]) {
    const of = (i: number) => (typeof ridge === "number" ? ridge : (ridge[i] as number));
    this.#gradient = Float64Array.from(weights, (weight, i) => -of(i) * (weight - (prior[i] as number)));
    this.#information = weights.map((_, i) => Float64Array.from(weights, (__, j) => (i === j ? of(i) : 0)));
  }

  /** An example whose predictor is x·weights, by the derivative of its log-likelihood and by its information there. */
  add(x: readonly number[], score: number, information: number): void {
    for (let i = 0; i < x.length; i++) {
      const xi = x[i] as number;
      this.#gradient[i] = (this.#gradient[i] as number) + score * xi;
      const row = this.#information[i] as Float64Array;
      for (let j = 0; j < x.length; j++) row[j] = (row[j] as number) + information * xi * (x[j] as number);
    }
  }

  /** An example with several outcomes, by the chance of each and the chances' slopes by the weights. */
  addOutcome(chances: readonly number[], slopes: readonly (readonly number[])[], outcome: number): void {
    for (let k = 0; k < chances.length; k++) {
      const chance = chances[k] as number;
      this.add(slopes[k] as number[], k === outcome ? 1 / chance : 0, 1 / chance);
    }
  }

  /** Moves the weights; returns how far the one moved that moved most. */
  step(weights: number[]): number {
    const change = solveSymmetric(this.#information, this.#gradient);
    let most = 0;
    for (let i = 0; i < weights.length; i++) {
      weights[i] = (weights[i] as number) + (change[i] as number);
      most = Math.max(most, Math.abs(change[i] as number));
    }
    return most;
  }
}
