/** A trained network: factors on the goals expected of both sides, by features of the vector. */
export interface NetworkWeights {
  /** Features that it looks at, by name. */
  readonly inputs: readonly string[];
  /** Mean and spread of each input among the matches that were learnt from. */
  readonly mean: readonly number[];
  readonly spread: readonly number[];
  /** From the inputs on; each but the last goes through tanh. The last has two outputs: logs of the factors of home and away. */
  readonly layers: readonly Layer[];
}

export interface Layer {
  /** A row an input, one after the other: as many values as there are biases. */
  readonly weights: readonly number[];
  readonly biases: readonly number[];
}
