import type { Prices } from "@touchline/odds";
import type { ClosingPrices, PerSide } from "@touchline/schemas";

/** What is said of a match: chances of home, draw, away; of three goals or more; that both score. */
export interface MatchChances {
  readonly result: readonly [home: number, draw: number, away: number];
  readonly over: number;
  readonly bothScore: number;
}

/** A match with what was said of it before it was played, and how it ended. */
export interface Predicted {
  /** Begins with its day, yyyy-mm-dd. */
  readonly id: string;
  readonly competition: string;
  /** Year that the season began in. */
  readonly season: number;
  readonly home: string;
  readonly away: string;
  readonly rates: PerSide;
  /** Of log(home / away) of the rates, from not knowing the strengths; left out where the model does not say. */
  readonly variance?: number;
  readonly chances: MatchChances;
  readonly score: PerSide;
  /** The last prices before kick-off, and whose; null where nobody told them. */
  readonly closing: ClosingPrices | null;
  /** Mean of the market some days before. */
  readonly average: Prices | null;
}
