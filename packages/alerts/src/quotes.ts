import type { Odds } from "@touchline/schemas";
import { type ComparedMarket, comparedMarkets } from "./rule.ts";

/** The last prices of a bookmaker for a market. */
export interface Quote {
  readonly provider: string;
  readonly market: ComparedMarket;
  readonly line: number | null;
  readonly prices: Readonly<Record<string, number>>;
  readonly inPlay: boolean;
  readonly suspended: boolean;
  /** Bookmaker's clock, ms since the epoch. */
  readonly at: number;
  /** When it was told, by the clock of the topic, ms since the epoch. */
  readonly heardAt: number;
}

/** Prices of a match, the last of each book, market and line. */
export type Quotes = readonly Quote[];

/** Books, markets and lines of a match that are kept; beyond, the one that was told longest ago goes. */
const quotesMax = 200;

/** The quotes after a book has said another: the same ones where it is older than what the book said last, or of a market that nothing is compared in. */
export function withQuote(quotes: Quotes, odds: Odds, heardAt: number): Quotes {
  const { provider, line, inPlay, suspended, providerTime: at } = odds;
  const market = comparedMarkets.find((each) => each === odds.market);
  if (market === undefined) return quotes;
  const isSame = (quote: Quote) => quote.provider === provider && quote.market === market && quote.line === line;
  const last = quotes.find(isSame);
  if (last !== undefined && last.at > at) return quotes;
  const prices = Object.fromEntries(odds.selections.map(({ name, price }) => [name, price]));
  const quote: Quote = { provider, market, line, prices, inPlay, suspended, at, heardAt };
  const next = [...quotes.filter((each) => each !== last), quote];
  if (next.length <= quotesMax) return next;
  const oldest = next.reduce((a, b) => (b.at < a.at ? b : a));
  return next.filter((each) => each !== oldest);
}
