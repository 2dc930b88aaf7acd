import type { Odds } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Books, countsForMs, doSuspend, isOfBook, noBooks, withWord } from "./books.ts";

const said = (provider: string, at: number, suspended: boolean): Odds => ({
  ...{ provider, matchId: "m", market: "MATCH_RESULT", line: null, selections: [], inPlay: true, suspended },
  providerTime: at,
});
const after = (words: readonly Odds[]): Books =>
  words.reduce((books, word) => withWord(books, word, word.providerTime), noBooks);

describe("the books of a match that is played", () => {
  it("suspend where each that counts does, and there is one", () => {
    expect(doSuspend(noBooks, 0)).toBe(false);
    expect(doSuspend(after([said("a", 1, true)]), 0)).toBe(true);
    expect(doSuspend(after([said("a", 1, true), said("b", 2, false)]), 0)).toBe(false);
    expect(doSuspend(after([said("a", 1, true), said("b", 2, false), said("b", 3, true)]), 0)).toBe(true);
    expect(doSuspend(after([said("a", 1, true), said("a", 2, false)]), 0)).toBe(false);
  });

  it("that were not heard of for long do not count, by what the others and the match tell", () => {
    const gone = said("gone", 0, false);
    expect(doSuspend(after([gone, said("a", countsForMs, true)]), 0)).toBe(false);
    expect(doSuspend(after([gone, said("a", countsForMs + 1, true)]), 0)).toBe(true);
    expect(doSuspend(after([said("a", 0, true)]), countsForMs)).toBe(true);
    expect(doSuspend(after([said("a", 0, true)]), countsForMs + 1)).toBe(false);
    expect(Object.keys(after([gone, said("a", countsForMs + 1, true)]))).toEqual(["a"]);
  });

  it("are those who quote the result in play; the best prices of several are no book's", () => {
    expect(isOfBook(said("a", 1, false))).toBe(true);
    expect(isOfBook({ ...said("a", 1, false), inPlay: false })).toBe(false);
    expect(isOfBook({ ...said("a", 1, false), market: "OVER_UNDER", line: 2.5 })).toBe(false);
    expect(isOfBook(said("maximum", 1, false))).toBe(false);
  });

  it("are the same whatever the order of their words, twice or once", () => {
    const word = fc
      .record({
        book: fc.constantFrom("a", "b", "c"),
        at: fc.integer({ min: 0, max: 12 }).map((minutes) => minutes * 60_000),
        suspended: fc.boolean(),
      })
      .map(({ book, at, suspended }) => said(book, at, suspended));
    const words = fc.array(word, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        words.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
        ),
        ([all, shuffled]) => {
          expect(after(shuffled)).toEqual(after(all));
        },
      ),
    );
  });
});
