import type { Odds } from "@touchline/schemas";
import type { OddsQuote } from "./odds-quote.ts";
import type { ResultRow } from "./result-row.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const selections: Readonly<Record<OddsQuote["market"], readonly string[]>> = {
  MATCH_RESULT: ["home", "draw", "away"],
  OVER_UNDER: ["over", "under"],
  ASIAN_HANDICAP: ["home", "away"],
};

/** A row's quotes as they cross Kafka, each said by its book at the time that it stands for. */
export function oddsOf({ result: { matchId, kickOff }, odds }: Pick<ResultRow, "result" | "odds">): Odds[] {
  return odds.map((quote) => ({
    provider: quote.book,
    matchId,
    market: quote.market,
    line: quote.line,
    selections: selectionsOf(quote),
    inPlay: false,
    suspended: false,
    providerTime: quotedAt(quote.closing, kickOff),
  }));
}

/** A quote's prices by outcome. */
export function selectionsOf({ market, prices }: OddsQuote): Odds["selections"] {
  return prices.map((price, i) => ({ name: selections[market][i] as string, price }));
}

/**
 * When prices of football-data.co.uk's columns were to be had, ms since the epoch. Closing ones are the last before kick-off,
 * and stand at it. The others are collected on Friday afternoon for matches from Friday to Monday, on Tuesday afternoon for
 * the rest (its notes.txt): 15:00 UTC stands for that, and an hour before kick-off where that is earlier: closing prices are later.
 */
export function quotedAt(closing: boolean, kickOff: number): number {
  if (closing) return kickOff;
  const day = Math.floor(kickOff / dayMs);
  const weekday = new Date(kickOff).getUTCDay();
  const [tuesday, friday] = [2, 5];
  const isMidweek = weekday >= tuesday && weekday < friday;
  const collected = day - ((weekday - (isMidweek ? tuesday : friday) + 7) % 7);
  return Math.min(collected * dayMs + 15 * hourMs, kickOff - hourMs);
}
