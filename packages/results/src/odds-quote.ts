/** Prices for a match result, or for over and under 2.5 goals, or for a handicap. Decimal odds as the file has them, above 0. */
export interface OddsQuote {
  /** Who quotes: a bookmaker, or `average` and `maximum` of several. */
  readonly book: string;
  /** The last quote before kick-off, or one of some days before. */
  readonly closing: boolean;
  readonly market: "MATCH_RESULT" | "OVER_UNDER" | "ASIAN_HANDICAP";
  /** 2.5 goals, or the handicap of the home side; null for a match result. */
  readonly line: number | null;
  /** Home, draw, away; or over, under; or home, away. */
  readonly prices: readonly number[];
}
