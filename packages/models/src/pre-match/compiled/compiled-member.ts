/** A member that writes its chances in place of handing them out, of one vector or of many at once. */
export interface CompiledMember {
  readonly name: string;
  /** Chances of home win, draw and away win of the vector that begins at `from`. */
  one(competition: string, values: Float64Array, from: number, out: Float64Array, at: number): void;
  /** Chances of a vector for each competition, one after the other from `from` on, written from the start of `out`. */
  block(competitions: readonly string[], values: Float64Array, from: number, out: Float64Array): void;
}
