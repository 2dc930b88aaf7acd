import type { Availability, LineUp, NewsItem, Odds, Weather } from "@touchline/schemas";

/**
 * What was said of a match to come besides results, in any order, as records of their topics. Only what was said by `at` counts,
 * and nothing said after kick-off; so more may be given than was known.
 */
export interface Circumstances {
  /** Moment of the prediction, ms since the epoch. */
  readonly at: number;
  /** Announced and expected teams of this match. */
  readonly lineUps: readonly LineUp[];
  /** Of players of both teams, and of others. */
  readonly availability: readonly Availability[];
  /** Forecasts for this match. */
  readonly weather: readonly Weather[];
  /** Of both teams, and of others. */
  readonly news: readonly NewsItem[];
  /** Prices for this match. */
  readonly odds: readonly Odds[];
}
