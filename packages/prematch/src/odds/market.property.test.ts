import { deVig } from "@touchline/odds";
import type { Odds } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featuresOf, historyOf } from "../history.fixture.ts";
import { fixtureWith } from "../line-ups/squad.fixture.ts";
import { dayMs } from "../played.ts";
import { circumstancesOf, type Statement } from "../statement.ts";
import { isMove, marketBefore, marketOptions } from "./market.ts";

const hourMs = 3_600_000;
const kickOff = 100.5 * dayMs;
const history = historyOf([]);

/** Prices for the result, so many hours before kick-off. */
function quote(book: string, hours: number, prices: readonly number[], change: Partial<Odds> = {}): Odds {
  const names = prices.length === 3 ? ["home", "draw", "away"] : ["over", "under"];
  return {
    provider: book,
    matchId: "p:1",
    market: prices.length === 3 ? "MATCH_RESULT" : "OVER_UNDER",
    line: prices.length === 3 ? null : 2.5,
    selections: prices.map((price, i) => ({ name: names[i] as string, price })),
    inPlay: false,
    suspended: false,
    providerTime: kickOff - hours * hourMs,
    ...change,
  };
}

/** Features of the group by name, as of so many hours before kick-off. */
function features(odds: readonly Odds[], hours = 0): (name: string) => number {
  const value = featuresOf(history, fixtureWith(100, { odds, at: kickOff - hours * hourMs }));
  return (name) => value(`match.odds.${name}`);
}
const all = ["missing", "home", "draw", "away", "overMissing", "over", "hours", "books"];
const valuesOf = (odds: readonly Odds[], hours = 0): number[] => all.map(features(odds, hours));

const evens = [2, 3.4, 4.2];
const favourite = [1.5, 4.4, 7];

const anyQuote: fc.Arbitrary<Odds> = fc
  .record({
    book: fc.constantFrom("a", "b", "c", "maximum"),
    minutes: fc.integer({ min: -300, max: 15 * 24 * 60 }),
    // small steps, so that some are moves and some are none
    home: fc.integer({ min: 0, max: 12 }).map((step) => 1.9 + step / 200),
    goals: fc.boolean(),
    wrong: fc.constantFrom({}, {}, {}, { suspended: true }, { inPlay: true }),
  })
  .map(({ book, minutes, home, goals, wrong }) =>
    quote(book, minutes / 60, goals ? [home, 1.95] : [home, 3.5, 4.3], wrong),
  );
const someQuotes = fc.array(anyQuote, { maxLength: 25 });

describe("a book's prices", () => {
  it("are chances without their margin: of the result by power, of 2.5 goals in proportion", () => {
    const value = features([quote("a", 5, favourite), quote("a", 5, [1.8, 2.1])]);
    expect(["home", "draw", "away"].map(value)).toEqual(deVig(favourite, "power"));
    expect(value("over")).toBeCloseTo(2.1 / 3.9, 12);
    expect([value("missing"), value("overMissing"), value("hours"), value("books")]).toEqual([0, 0, 5, 1]);
  });

  it("replace what it said before, from the moment that they are said", () => {
    const odds = [quote("a", 5, favourite), quote("a", 30, evens)];
    expect(features(odds, 5)("home")).toBe(deVig(favourite, "power")[0]);
    expect(features(odds, 5.01)("home")).toBe(deVig(evens, "power")[0]);
    expect(features(odds, 5.01)("hours")).toBe(30);
    expect(features(odds, 30.01)("missing")).toBe(1);
  });

  it("count for two weeks, and before kick-off: prices at kick-off, as the closing ones of files, are seen by nobody", () => {
    const missing = (hours: number) => features([quote("a", hours, evens)])("missing");
    expect([14 * 24, 14 * 24 + 0.01, 1 / 3_600_000, 0, -1].map(missing)).toEqual([0, 1, 0, 1, 1]);
  });

  it.each<[string, Odds]>([
    ["suspended", quote("a", 5, evens, { suspended: true })],
    ["in play", quote("a", 5, evens, { inPlay: true })],
    ["not above 1", quote("a", 5, [1, 3.4, 4.2])],
    ["not whole", quote("a", 5, evens, { selections: [{ name: "home", price: 2 }] })],
    ["of other outcomes", quote("a", 5, [1.9, 1.9], { market: "MATCH_RESULT" })],
    ["too good to be offered", quote("a", 5, [3, 3.6, 4.2])],
    ["too bad to be taken", quote("a", 5, [1.5, 2.5, 3])],
    ["of another line", quote("a", 5, [1.9, 1.9], { line: 3.5 })],
    ["for a handicap", quote("a", 5, [1.9, 1.9], { market: "ASIAN_HANDICAP", line: 2.5 })],
    ["the best of several books", quote("maximum", 5, evens)],
  ])("that are %s do not count", (_, odds) => {
    expect(valuesOf([odds])).toEqual(valuesOf([]));
    const before = quote("a", 9, favourite);
    expect(valuesOf([before, odds])).toEqual(valuesOf([before]));
  });
});

describe("what the market says", () => {
  it("is stated where nobody quotes", () => {
    expect(valuesOf([])).toEqual([1, 0.45, 0.26, 0.29, 1, 0.5, 336, 0]);
    expect(valuesOf([quote("a", 2, [1.9, 1.9])])).toEqual([1, 0.45, 0.26, 0.29, 0, 0.5, 2, 0]);
  });

  it("is the mean of the logs of the books' chances, and of their chances of over", () => {
    const odds = [quote("a", 5, evens), quote("b", 4, favourite), quote("a", 4, [1.8, 2.1]), quote("c", 3, [2, 1.8])];
    const value = features(odds);
    const [a, b] = [deVig(evens, "power"), deVig(favourite, "power")];
    const roots = a.map((chance, i) => Math.sqrt(chance * (b[i] as number)));
    const sum = roots.reduce((total, root) => total + root);
    for (const [i, name] of ["home", "draw", "away"].entries())
      expect(value(name)).toBeCloseTo((roots[i] as number) / sum, 12);
    expect(value("over")).toBeCloseTo((2.1 / 3.9 + 1.8 / 3.8) / 2, 12);
    expect([value("books"), value("hours")]).toEqual([2, 3]);
  });

  it("changes with a move, a new book, or an hour, and with nothing less", () => {
    const hoursOf = (...odds: readonly Odds[]) => features([quote("a", 9, evens), ...odds])("hours");
    expect(hoursOf(quote("a", 8.9, [2.005, 3.4, 4.2]))).toBe(9);
    expect(hoursOf(quote("a", 8.9, [2.02, 3.4, 4.2]))).toBe(8.9);
    // no step is a move, but together they are
    expect(hoursOf(quote("a", 8.9, [2.008, 3.4, 4.2]), quote("a", 8.8, [2.016, 3.4, 4.2]))).toBe(8.8);
    expect(hoursOf(quote("b", 8.9, evens))).toBe(8.9);
    expect(hoursOf(quote("a", 8, evens))).toBe(8);
    expect(hoursOf(quote("a", 8.9, [1.9, 1.9]))).toBe(8.9);
  });

  it("is never further from the last prices than what counts as a move", () => {
    fc.assert(
      fc.property(someQuotes, (odds) => {
        const market = marketBefore(odds, kickOff, kickOff);
        const now = new Map<string, Odds>();
        for (const each of odds.toSorted((a, b) => a.providerTime - b.providerTime)) {
          const counts = each.providerTime < kickOff && each.providerTime >= kickOff - 14 * dayMs;
          const isResult = each.market === "MATCH_RESULT" && !each.suspended && !each.inPlay;
          if (counts && isResult && each.provider !== "maximum") now.set(each.provider, each);
        }
        expect(market?.books ?? 0).toBe(now.size);
        if (now.size !== 1) return;
        const [only] = now.values();
        // of one moment either may be the last
        if (odds.some((each) => each !== only && each.providerTime === only?.providerTime)) return;
        const chances = deVig(only?.selections.map(({ price }) => price) ?? [], "power");
        for (const [i, chance] of chances.entries())
          expect(Math.abs(chance - (market?.result?.[i] as number))).toBeLessThan(marketOptions.moveOf);
      }),
    );
  });

  it("does not depend on the order of what was said, nor on how often", () => {
    fc.assert(
      fc.property(someQuotes, fc.infiniteStream(fc.nat()), (odds, random) => {
        const shuffled = [...odds, ...odds.slice(0, 5).map((each) => ({ ...each }))]
          .map((each) => ({ each, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
        expect(valuesOf(shuffled)).toEqual(valuesOf(odds));
      }),
    );
  });

  it("is not changed by what is said after the moment", () => {
    fc.assert(
      fc.property(someQuotes, fc.integer({ min: 0, max: 15 * 24 }), (odds, hours) => {
        const known = odds.filter(({ providerTime }) => providerTime <= kickOff - hours * hourMs);
        expect(valuesOf(odds, hours)).toEqual(valuesOf(known, hours));
      }),
    );
  });

  it("is the same at the moment of its last move as at kick-off, and moments do not come from prices that moved nothing", () => {
    fc.assert(
      fc.property(someQuotes, anyQuote, (odds, another) => {
        const said = (all: readonly Odds[]): Statement[] => all.map((value) => ({ schema: "Odds", value }));
        const announced = { kickOff, providerTime: kickOff - 20 * dayMs };
        const known = circumstancesOf(announced, [], said(odds));
        expect(known.at).toBe(marketBefore(odds, kickOff, kickOff)?.at ?? announced.providerTime);
        expect(valuesOf(odds, (kickOff - known.at) / hourMs)).toEqual(valuesOf(odds));
        const more = circumstancesOf(announced, [], said([...odds, another]));
        const isSame = more.at === known.at && `${valuesOf([...odds, another])}` === `${valuesOf(odds)}`;
        if (!isMove(another, odds, kickOff)) expect(isSame).toBe(true);
      }),
    );
  });
});
