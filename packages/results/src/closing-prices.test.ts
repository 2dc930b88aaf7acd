import { describe, expect, it } from "vitest";
import { closingPrices } from "./closing-prices.ts";
import type { OddsQuote } from "./odds-quote.ts";

const result = (book: string, closing: boolean, ...prices: number[]): OddsQuote => ({
  book,
  closing,
  market: "MATCH_RESULT",
  line: null,
  prices,
});

const goals = (book: string, closing: boolean, ...prices: number[]): OddsQuote => ({
  book,
  closing,
  market: "OVER_UNDER",
  line: 2.5,
  prices,
});

describe("prices just before kick-off", () => {
  it("are closing ones of the sharpest book that has them, goals from wherever they are quoted", () => {
    const quotes = [
      result("pinnacle", false, 2, 3, 4),
      result("average", true, 2.1, 3.1, 4.1),
      result("pinnacle", true, 2.2, 3.2, 4.2),
      goals("average", false, 1.9, 1.95),
    ];
    expect(closingPrices(quotes)).toEqual({
      book: "pinnacle",
      home: 2.2,
      draw: 3.2,
      away: 4.2,
      over: 1.9,
      under: 1.95,
    });
  });

  it("leave out prices that cannot be, whoever quotes them", () => {
    const absurd = [
      result("pinnacle", true, 22, 32, 42),
      result("average", true, 1, 9, 9),
      goals("average", true, 1.1, 1.1),
    ];
    expect(closingPrices(absurd)).toBeNull();
    expect(closingPrices([...absurd, result("bet365", false, 2, 3, 4)])).toMatchObject({ book: "bet365", over: null });
  });

  it("are earlier ones where nobody quoted at the close", () => {
    expect(closingPrices([result("bet365", false, 2, 3, 4)])).toMatchObject({ book: "bet365", home: 2, over: null });
  });

  it("are none where no price pays", () => {
    expect(closingPrices([result("pinnacle", true, 1, 3, 4)])).toBeNull();
    expect(closingPrices([goals("average", true, 2, 2)])).toBeNull();
  });
});
