import type { OddsQuote } from "./odds-quote.ts";
import type { Row } from "./row.ts";

interface QuoteColumns extends Omit<OddsQuote, "prices" | "line"> {
  readonly line: number | string | null;
  readonly prices: readonly string[];
}

/** Columns of odds of the shipped form's fuller relative, one row a match with names in lower case. */
export const oddsOfClubs: readonly QuoteColumns[] = [
  ...(["avg", "b365", "ps"] as const).map((book) =>
    matchResult(nameOf(book), false, `${book}_h`, `${book}_d`, `${book}_a`),
  ),
  matchResult("average", true, "avgc_h", "avgc_d", "avgc_a"),
  matchResult("pinnacle", true, "psc_h", "psc_d", "psc_a"),
  overUnder("average", false, "avg_o25", "avg_u25"),
  overUnder("average", true, "avgc_o25", "avgc_u25"),
  handicap("average", true, "ahc_line", "avgc_ahh", "avgc_aha"),
];

const bookColumns = ["B365", "BW", "IW", "PS", "WH", "VC", "LB", "BF", "1XB", "Max", "Avg", "BbMx", "BbAv"];

/** Columns of odds of football-data.co.uk's files; which of them there are depends on the season. */
export const oddsOfFootballData: readonly QuoteColumns[] = bookColumns.flatMap((book) => [
  matchResult(nameOf(book), false, `${book}H`, `${book}D`, `${book}A`),
  matchResult(nameOf(book), true, `${book}CH`, `${book}CD`, `${book}CA`),
  overUnder(nameOf(book), false, `${book}>2.5`, `${book}<2.5`),
  overUnder(nameOf(book), true, `${book}C>2.5`, `${book}C<2.5`),
  handicap(nameOf(book), false, book.startsWith("Bb") ? "BbAHh" : "AHh", `${book}AHH`, `${book}AHA`),
  handicap(nameOf(book), true, "AHCh", `${book}CAHH`, `${book}CAHA`),
]);

/** What a row quotes, for those columns that are all filled; 0 stands for no price. */
export function quotesOf(row: Row, columns: readonly QuoteColumns[]): OddsQuote[] {
  return columns.flatMap(({ line, prices: names, ...quote }) => {
    const prices = names.map((name) => row.number(name) ?? Number.NaN);
    const at = typeof line === "string" ? signed(row.text(line)) : line;
    if (prices.some((price) => !(price > 0)) || Number.isNaN(at)) {
      if (prices.some((price) => price > 0))
        row.passOver(`${quote.market} of ${quote.book} is not whole: ${names.join(", ")}`);
      return [];
    }
    return [{ ...quote, line: at, prices }];
  });
}

function matchResult(book: string, closing: boolean, ...prices: string[]): QuoteColumns {
  return { book, closing, market: "MATCH_RESULT", line: null, prices };
}

function overUnder(book: string, closing: boolean, ...prices: string[]): QuoteColumns {
  return { book, closing, market: "OVER_UNDER", line: 2.5, prices };
}

function handicap(book: string, closing: boolean, line: string, ...prices: string[]): QuoteColumns {
  return { book, closing, market: "ASIAN_HANDICAP", line, prices };
}

function nameOf(book: string): string {
  const names: Readonly<Record<string, string>> = {
    avg: "average",
    Avg: "average",
    BbAv: "average",
    Max: "maximum",
    BbMx: "maximum",
    ps: "pinnacle",
    PS: "pinnacle",
    b365: "bet365",
    B365: "bet365",
  };
  return names[book] ?? book.toLowerCase();
}

function signed(text: string): number {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
