import type { Odds } from "@touchline/schemas";
import { BookChances } from "./book-chances.ts";
import { type Quote, quoteOf, quoteOptions } from "./quote.ts";

export const marketOptions = {
  /**
   * Prices have moved when a chance did by so much since they were last taken. From the days before a match to its close the chance that moves
   * most does so by 0.027 on average (66,543 matches of 2012/13 to 2020/21). To be off by a tenth of that adds 0.00003 to log-loss at
   * most: the sum of error² / 2p over the outcomes.
   */
  moveOf: 0.0025,
  /** ... or when a book says something so long after, ms: so what is known is never much older than what was said. */
  everyMs: 3_600_000,
} as const;

/** What the market says of a match. */
export interface Market {
  /** When it last moved, ms since the epoch. */
  readonly at: number;
  /** Chances of home, draw and away; null where nobody quotes them. */
  readonly result: readonly number[] | null;
  /** Chance of three goals or more; null where nobody quotes it. */
  readonly over: number | null;
  /** Books that quote the result, and 2.5 goals. */
  readonly books: number;
  readonly goalsBooks: number;
}

/**
 * What the market says by a moment, before a kick-off (ms since the epoch): of each book the last quote; null where nobody quotes.
 * Quotes can come many times a minute, and most say nothing new. So the market is as of its last move: when a chance was another by
 * `moveOf`, a book spoke for the first time, or `everyMs` had passed. What comes between two moves changes nothing. It follows from
 * the quotes alone, in whatever order they are given, and quotes of after the moment have no part in it.
 */
export function marketBefore(odds: readonly Odds[], at: number, kickOff: number): Market | null {
  return movesOf(quotesBefore(odds, at, kickOff)).last;
}

/** Whether prices beside others make the market of a match another at kick-off: if not, no feature of it is. */
export function isMove(odds: Odds, others: readonly Odds[], kickOff: number): boolean {
  const quotes = quotesBefore([...others, odds], kickOff, kickOff);
  const [before, after] = quotes.slice(-2);
  // it is mostly the latest by far: then one way through them tells both
  if (after !== undefined && after === quoteOf(odds) && after.at !== before?.at) {
    const { last, previous } = movesOf(quotes);
    return last !== previous;
  }
  const now = movesOf(quotes).last;
  return JSON.stringify(now) !== JSON.stringify(marketBefore(others, kickOff, kickOff));
}

/** Whether what is said then can count for a kick-off: before it, which the closing prices of files are not, for they stand at it. */
export function counts(saidAt: number, kickOff: number): boolean {
  return saidAt < kickOff && kickOff - saidAt <= quoteOptions.withinMs;
}

function quotesBefore(odds: readonly Odds[], at: number, kickOff: number): Quote[] {
  const quotes: Quote[] = [];
  for (const each of odds) {
    const quote = quoteOf(each);
    if (quote !== null && quote.at <= at && counts(quote.at, kickOff)) quotes.push(quote);
  }
  return quotes.sort(compare);
}

/** The market after the last move, and how it was before the last moment that anything was said. */
function movesOf(quotes: readonly Quote[]): { readonly last: Market | null; readonly previous: Market | null } {
  const result = new BookChances(3);
  const goals = new BookChances(2);
  let last: Market | null = null;
  let previous: Market | null = null;
  for (let i = 0; i < quotes.length; i++) {
    const { market, book, at, chances } = quotes[i] as Quote;
    (market === "result" ? result : goals).put(book, chances);
    // what is said at one moment is one move
    if (quotes[i + 1]?.at === at) continue;
    previous = last;
    if (last === null || hasMoved(last, at, result, goals)) last = marketOf(at, result, goals);
  }
  return { last, previous };
}

function hasMoved(last: Market, at: number, result: BookChances, goals: BookChances): boolean {
  if (result.books !== last.books || goals.books !== last.goalsBooks || at - last.at >= marketOptions.everyMs) {
    return true;
  }
  return (
    result.logMean().some((chance, i) => isOther(chance, last.result?.[i] ?? chance)) ||
    isOther(goals.mean(), last.over ?? goals.mean())
  );
}

const isOther = (a: number, b: number): boolean => Math.abs(a - b) >= marketOptions.moveOf;

function marketOf(at: number, result: BookChances, goals: BookChances): Market {
  return {
    at,
    result: result.books === 0 ? null : [...result.logMean()],
    over: goals.books === 0 ? null : goals.mean(),
    books: result.books,
    goalsBooks: goals.books,
  };
}

/** By moment; of one moment, those of a book that contradict each other in the order of what they say. */
function compare(a: Quote, b: Quote): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.book !== b.book) return a.book < b.book ? -1 : 1;
  if (a.market !== b.market) return a.market < b.market ? -1 : 1;
  const other = a.chances.findIndex((chance, i) => chance !== b.chances[i]);
  return other < 0 ? 0 : (a.chances[other] as number) - (b.chances[other] as number);
}
