import { type DeVig, deVig, impliedRates, type Prices, scoringChances } from "@touchline/odds";
import type { MatchChances, Predicted } from "./predicted.ts";

/** What someone says of a match; null where he says nothing of that market. */
export interface Forecast {
  readonly result: readonly number[] | null;
  readonly over: number | null;
  readonly bothScore: number | null;
}

/** Null where nothing is said of the match. */
export type Forecaster = (match: Predicted) => Forecast | null;

export const ofModel: Forecaster = ({ chances }) => chances;

/** What a model is measured against. `closePower` is what "the close" means where nothing else is said: the best of the three. */
export function referenceForecasters(base: ReadonlyMap<string, MatchChances>) {
  return {
    closePower: ofPrices(({ closing }) => closing, "power"),
    closeProportional: ofPrices(({ closing }) => closing, "proportional"),
    closeShin: ofPrices(({ closing }) => closing, "shin"),
    averageBefore: ofPrices(({ average }) => average, "power"),
    baseRates: ({ id }) => base.get(id) ?? null,
  } satisfies Record<string, Forecaster>;
}

export type ReferenceName = keyof ReturnType<typeof referenceForecasters>;

/**
 * Chances behind prices. Nobody quotes that both score in these files: its chance is that of the goals which the other prices expect, by the
 * same distribution of scores as the model's.
 */
function ofPrices(pricesOf: (match: Predicted) => Prices | null, way: DeVig): Forecaster {
  return remembered((match) => {
    const prices = pricesOf(match);
    if (prices === null) return null;
    const { home, draw, away, over, under } = prices;
    const rates = impliedRates(prices);
    const goals = over === null || under === null ? null : (deVig([over, under], way)[0] as number);
    return {
      result: deVig([home, draw, away], way),
      over: goals,
      bothScore: rates === null || goals === null ? null : scoringChances(rates.home, rates.away).bothScore,
    };
  });
}

/** Every table asks anew. */
function remembered(forecaster: Forecaster): Forecaster {
  const said = new WeakMap<Predicted, Forecast | null>();
  return (match) => {
    const known = said.get(match);
    if (known !== undefined) return known;
    const forecast = forecaster(match);
    said.set(match, forecast);
    return forecast;
  };
}
