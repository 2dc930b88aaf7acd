import { deVig } from "@touchline/odds";
import type { Odds } from "@touchline/schemas";

export const quoteOptions = {
  /** A quote counts for matches that kick off within so long after it. */
  withinMs: 14 * 86_400_000,
  /** What the inverse prices of a whole market add up to where it is offered: an exchange's a little below 1, any book's above. */
  overround: { least: 0.98, most: 1.25 },
  /** The best prices of several books: nobody offers all of them, and they have no margin to take out. */
  noBook: "maximum",
} as const;

/** What a book's prices say of a match: chances of home, draw and away, or of over and under 2.5 goals. */
export interface Quote {
  readonly market: "result" | "goals";
  readonly book: string;
  /** When it was said, ms since the epoch. */
  readonly at: number;
  /** Without the margin; they sum to 1. */
  readonly chances: readonly number[];
}

/** Quotes are read again with each look at their match, and taking a margin out takes a microsecond. */
const known = new WeakMap<Odds, Quote | null>();

/**
 * The quote that prices are; null where they are none: of another market or line, suspended, in play, not whole, not above 1, or adding up to
 * what nobody offers.
 */
export function quoteOf(odds: Odds): Quote | null {
  let quote = known.get(odds);
  if (quote === undefined) {
    quote = read(odds);
    known.set(odds, quote);
  }
  return quote;
}

function read({ market, line, selections, inPlay, suspended, provider: book, providerTime: at }: Odds): Quote | null {
  if (inPlay || suspended || book === quoteOptions.noBook) return null;
  const pricesOf = (...names: readonly string[]): number[] | null => {
    if (selections.length !== names.length) return null;
    const prices = names.map((name) => selections.find((each) => each.name === name)?.price ?? Number.NaN);
    if (!prices.every((price) => price > 1 && Number.isFinite(price))) return null;
    const sum = prices.reduce((total, price) => total + 1 / price, 0);
    const { least, most } = quoteOptions.overround;
    return sum >= least && sum <= most ? prices : null;
  };
  if (market === "MATCH_RESULT") {
    const prices = pricesOf("home", "draw", "away");
    return prices && { market: "result", book, at, chances: deVig(prices, "power") };
  }
  if (market === "OVER_UNDER" && line === 2.5) {
    const prices = pricesOf("over", "under");
    return prices && { market: "goals", book, at, chances: deVig(prices, "proportional") };
  }
  return null;
}
