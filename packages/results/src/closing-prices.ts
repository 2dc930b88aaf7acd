import { refusePrices } from "@touchline/football";
import type { ClosingPrices } from "@touchline/schemas";
import { selectionsOf } from "./odds-of.ts";
import type { OddsQuote } from "./odds-quote.ts";

/** Whose prices are believed, the sharpest first. */
const books = ["pinnacle", "average", "bbav", "bet365"];

/**
 * The prices that stand for a match just before its kick-off: closing ones before earlier ones, the sharpest book's first, those of
 * 2.5 goals from wherever they are quoted. Null where nobody quotes the result at prices that can be: those that a gate would refuse
 * do not keep out the result.
 */
export function closingPrices(quotes: readonly OddsQuote[]): ClosingPrices | null {
  const result = best(quotes, "MATCH_RESULT", null);
  if (result === undefined) return null;
  const [home, draw, away] = result.prices as [number, number, number];
  const goals = best(quotes, "OVER_UNDER", 2.5);
  return { book: result.book, home, draw, away, over: goals?.prices[0] ?? null, under: goals?.prices[1] ?? null };
}

function best(quotes: readonly OddsQuote[], market: OddsQuote["market"], line: number | null): OddsQuote | undefined {
  const candidates = quotes.filter(
    (quote) =>
      quote.market === market &&
      quote.line === line &&
      books.includes(quote.book) &&
      refusePrices(quote.market, selectionsOf(quote)) === null,
  );
  const rank = ({ closing, book }: OddsQuote) => (closing ? 0 : books.length) + books.indexOf(book);
  return candidates.toSorted((a, b) => rank(a) - rank(b))[0];
}
