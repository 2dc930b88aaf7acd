import type { OddsUse } from "@touchline/models";

/** What a thread is to do: fold all results, and write the vectors of its share of the matches into what all threads share. */
export interface VectorShare {
  /** Files of results; those that Touchline ships where none are named. */
  readonly files: readonly string[];
  readonly seasons: { readonly from: number; readonly until: number };
  /** Which odds the model may see that is to learn from them. */
  readonly odds: OddsUse;
  readonly share: number;
  readonly shares: number;
  /** Room for the vectors of all matches, one after the other, as Float64. */
  readonly vectors: SharedArrayBuffer;
}
