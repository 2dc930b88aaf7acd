import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { impliedRates } from "./implied-rates.ts";
import { overChance, resultChances } from "./result-chances.ts";

const rates = fc.record({
  home: fc.double({ min: 0.3, max: 4, noNaN: true }),
  away: fc.double({ min: 0.3, max: 3.5, noNaN: true }),
});

describe("rates that prices imply", () => {
  it("are those that fair prices were made from", () => {
    fc.assert(
      fc.property(rates, ({ home, away }) => {
        const chances = resultChances(home, away);
        const over = overChance(home + away);
        const implied = impliedRates({
          home: 1 / chances.home,
          draw: 1 / chances.draw,
          away: 1 / chances.away,
          over: 1 / over,
          under: 1 / (1 - over),
        });
        expect(implied?.home).toBeCloseTo(home, 5);
        expect(implied?.away).toBeCloseTo(away, 5);
      }),
    );
  });

  it("have the favourite's side right where goals are not quoted", () => {
    const implied = impliedRates({ home: 1.5, draw: 4.2, away: 7, over: null, under: null });
    expect(implied?.home).toBeGreaterThan(1.7);
    expect(implied?.away).toBeLessThan(1);
  });

  it("are none where a price is impossible", () => {
    expect(impliedRates({ home: 1, draw: 3, away: 3, over: null, under: null })).toBeNull();
    expect(impliedRates({ home: Number.NaN, draw: 3, away: 3, over: 2, under: 2 })).toBeNull();
  });
});
