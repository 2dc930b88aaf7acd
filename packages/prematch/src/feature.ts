import type { Facts } from "./facts.ts";

/** When what is said on a topic counts for a match, by the input's name. */
export const asOfRules: Readonly<Record<string, string>> = {
  "match.results":
    "results count for matches that kick off 24 h or more after noon UTC of their day: none of the day itself or later",
  "match.events":
    "line-ups of the match count when they were said by the moment of prediction, and by kick-off; matches that were played count as results do",
  "team.availability": "what was said by the moment of prediction, and by kick-off",
  "match.weather": "forecasts that were issued by the moment of prediction, and by kick-off",
  "team.news": "what was said by the moment of prediction, and by kick-off",
  "market.odds":
    "prices that were said by the moment of prediction, and before kick-off; closing prices of files stand at it, so they never count",
};

/** What the manifest says of one number of the vector. */
export interface Feature {
  readonly name: string;
  /** How it comes from its inputs, with what it is where they are not there. */
  readonly formula: string;
  readonly unit: string;
  /** Least and greatest value that it can have; null where there is no bound. */
  readonly range: readonly [number | null, number | null];
  /** What it is made from; each has its rule in `asOfRules`. */
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
