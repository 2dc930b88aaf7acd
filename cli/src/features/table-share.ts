import type { RefusedLine } from "./known-results.ts";

/** Rows that a thread makes in one go: thread k of n makes the k-th so many, the (k + n)-th, and so on. */
export const rowsAtOnce = 500;
/** Parts that a thread may be ahead of the file. */
export const aheadMax = 4;

/** What a thread is to do. */
export interface TableShare {
  readonly files: readonly string[];
  readonly share: number;
  readonly shares: number;
}

/** What a thread says: first what it has read, then its rows, in order. */
export type TablePart = TableStart | { readonly rows: Uint8Array };

export interface TableStart {
  readonly matches: number;
  readonly refused: readonly RefusedLine[];
  /** CPU time that reading and folding took, s. */
  readonly foldCpuSeconds: number;
}
