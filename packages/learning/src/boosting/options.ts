export interface BoostingOptions {
  /** Rounds at most; each adds a tree a class. */
  readonly rounds: number;
  readonly learningRate: number;
  /** Leaves of a tree, and nodes from its root to a leaf, at most. */
  readonly leaves: number;
  readonly depth: number;
  /** Rows, and sum of second derivatives, of a leaf at least. */
  readonly leafRows: number;
  readonly leafWeight: number;
  readonly l2: number;
  /** Shares of the rows of a round and of the features of a tree, drawn anew. */
  readonly rowShare: number;
  readonly featureShare: number;
  /** Bins a feature, at most 256. */
  readonly bins: number;
  /** Ends after so many rounds in which the later rows got no better, and keeps the trees up to the best one; null: keeps those of all rounds. */
  readonly patience: number | null;
  readonly seed: number;
}

/** What LightGBM takes where nothing is said; row and feature shares too. */
export const boostingDefaults: BoostingOptions = {
  rounds: 100,
  learningRate: 0.1,
  leaves: 31,
  depth: 64,
  leafRows: 20,
  leafWeight: 1e-3,
  l2: 0,
  rowShare: 1,
  featureShare: 1,
  bins: 255,
  patience: 20,
  seed: 1,
};
