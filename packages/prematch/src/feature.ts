import type { Facts } from "./facts.ts";

/** What the manifest says of one number of the vector. */
export interface Feature {
  readonly name: string;
  /** How it comes from its inputs, with what it is where they are not there. */
  readonly formula: string;
  readonly unit: string;
  /** Least and greatest value that it can have; null where there is no bound. */
  readonly range: readonly [number | null, number | null];
  readonly inputs: readonly string[];
  /** Version of the manifest that brought it, or changed what it means. */
  readonly since: number;
}

/** Features that belong together: left out or kept as one when their worth is measured. */
export interface FeatureGroup {
  readonly name: string;
  readonly about: string;
  readonly features: readonly Feature[];
  /** Writes the group's values, in the order of `features`, from index `at` on; reads what earlier groups wrote. */
  write(facts: Facts, out: Float64Array, at: number): void;
}
