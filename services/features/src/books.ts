import type { Odds } from "@touchline/schemas";

/** What a bookmaker last said of the result of a match that is played. */
interface Book {
  /** When, ms since the epoch by its own clock. */
  readonly at: number;
  /** True where it takes no bets. */
  readonly suspended: boolean;
}

/** Bookmakers of a match, by name. */
export type Books = Readonly<Record<string, Book>>;

export const noBooks: Books = {};

/** A book counts for so long after its last word, ms: longer than most checks of a video, shorter than a feed of prices that is gone. */
export const countsForMs = 5 * 60_000;

/** The best prices of several books: nobody offers all of them. */
const noBook = "maximum";

/** Whether prices say of a match that is played if bets on its result are taken. */
export function isOfBook({ inPlay, market, provider }: Odds): boolean {
  return inPlay && market === "MATCH_RESULT" && provider !== noBook;
}

/**
 * When a word was said, ms since the epoch: by the book's own clock, but not later than it was written (`timestamp`, of its record) or than
 * the match itself was told of (`toldAt`, which is ahead of both where a match is replayed fast). A clock that is ahead would else decide for all books.
 */
export function saidAt({ providerTime }: Odds, timestamp: number, toldAt: number): number {
  return Math.min(providerTime, Math.max(timestamp, toldAt));
}

/**
 * The books after one more word of one of them, said `at` (ms since the epoch); the same object where it is an older one. At one moment a
 * suspension goes before prices. What can count no more, whatever is told yet, is forgotten: so it is a matter of what was said alone, in whatever order it comes.
 */
export function withWord(books: Books, { provider, suspended }: Odds, at: number): Books {
  const known = books[provider];
  if (known !== undefined && (known.at > at || (known.at === at && (known.suspended || !suspended)))) return books;
  const all = Object.entries({ ...books, [provider]: { at, suspended } });
  const latest = Math.max(...all.map(([, book]) => book.at));
  if (at < latest - countsForMs) return books;
  return Object.fromEntries(
    all.filter(([, book]) => book.at >= latest - countsForMs).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * True where every book that counts takes no bets, and there is one. Time passes by what is told: by the books, and of the match
 * (`toldAt`, ms since the epoch).
 */
export function doSuspend(books: Books, toldAt: number): boolean {
  const all = Object.values(books);
  const now = Math.max(toldAt, ...all.map(({ at }) => at));
  const counting = all.filter(({ at }) => at >= now - countsForMs);
  return counting.length > 0 && counting.every(({ suspended }) => suspended);
}
