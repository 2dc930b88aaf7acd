import type { ReasonCode } from "@touchline/football";
import type { Result } from "@touchline/schemas";
import type { OddsQuote } from "./odds-quote.ts";

/** A result as a line of a file tells it. */
export interface ResultRow {
  readonly line: number;
  readonly result: Result;
  /** What bookmakers quoted before it, where the file says so. */
  readonly odds: readonly OddsQuote[];
  /** What else the line says and could not be used, in words: a count that is no number, half a market. */
  readonly passedOver: readonly string[];
}

/** A line that cannot be a result. */
export interface RefusedRow {
  readonly line: number;
  readonly code: Extract<ReasonCode, "BAD_DATE" | "BAD_SCORE" | "TEAM_MISSING" | "SAME_TEAM">;
  readonly message: string;
}

export interface ResultRows {
  readonly rows: readonly ResultRow[];
  readonly refused: readonly RefusedRow[];
  /** Lines of matches without a score, which are yet to be played. */
  readonly unplayed: number;
}
