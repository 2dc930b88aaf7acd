export interface ForestOptions {
  readonly trees: number;
  /** Nodes from the root to a leaf at most. */
  readonly depth: number;
  /** Rows of a leaf at least; one that was drawn several times is one. */
  readonly leafRows: number;
  /** Features that are tried at a node, drawn anew; those that are constant there do not count. */
  readonly tried: number;
  /** Bins a feature, at most 256. */
  readonly bins: number;
  readonly seed: number;
}
