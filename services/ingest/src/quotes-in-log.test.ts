import type { Odds } from "@touchline/schemas";
import { expect, it } from "vitest";
import { QuotesInLog } from "./quotes-in-log.ts";

const quote = (of: Partial<Odds> & { price?: number } = {}): Odds => {
  const { price = 2, ...rest } = of;
  return {
    provider: "pinnacle",
    matchId: "m1",
    market: "OVER_UNDER",
    line: 2.5,
    selections: [
      { name: "over", price },
      { name: "under", price: 1.8 },
    ],
    inPlay: false,
    suspended: false,
    providerTime: 1_000,
    ...rest,
  };
};

it("knows prices by match, book, market, line and time", () => {
  const quotes = new QuotesInLog();
  const others = [{ matchId: "m2" }, { provider: "bet365" }, { market: "ASIAN_HANDICAP" as const }, { line: 2.25 }];
  expect(quotes.has(quote())).toBe(false);
  quotes.add(quote());
  expect(quotes.has(quote())).toBe(true);
  for (const other of [...others, { providerTime: 100 }, { providerTime: 10_000 }, { price: 2.1 }]) {
    expect(quotes.has(quote(other))).toBe(false);
  }
  for (const other of others) quotes.add(quote(other));
  for (const other of [{}, ...others]) expect(quotes.has(quote(other))).toBe(true);
});

it("goes by the last word on a quote, also where an earlier one comes again", () => {
  const quotes = new QuotesInLog();
  for (const price of [2, 2.1]) {
    for (const provider of ["bet365", "pinnacle", "average"]) quotes.add(quote({ provider, price }));
  }
  expect(quotes.has(quote({ price: 2 }))).toBe(false);
  expect(quotes.has(quote({ price: 2.1 }))).toBe(true);
  quotes.add(quote({ price: 2 }));
  expect(quotes.has(quote({ price: 2 }))).toBe(true);
  expect(quotes.has(quote({ provider: "average", price: 2.1 }))).toBe(true);
});
