import type { Chances } from "./member-form.ts";

/** One opinion of who wins a match, by the vector of what was known before it. */
export interface Member {
  readonly name: string;
  /** `values`: the vector, in the manifest's order. */
  chances(competition: string, values: ArrayLike<number>): Chances;
}
