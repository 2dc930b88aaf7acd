import type { Forecast } from "./forecasts.ts";
import type { Predicted } from "./predicted.ts";

/** A question about a match that forecasts are scored on. */
export interface Market {
  /** Chances of all outcomes; null where nothing is said of it. */
  chances(forecast: Forecast): readonly number[] | null;
  /** Place of what happened among the chances. */
  outcome(match: Predicted): number;
  /** The first so many chances are counted in calibration: the last of two says nothing new. */
  readonly counted: number;
}

const pair = (chance: number | null) => (chance === null ? null : [chance, 1 - chance]);

/** Home, draw, away. */
export const result: Market = {
  chances: (forecast) => forecast.result,
  outcome: ({ score: { home, away } }) => (home > away ? 0 : home === away ? 1 : 2),
  counted: 3,
};

/** Three goals or more, or fewer. */
export const overUnder: Market = {
  chances: ({ over }) => pair(over),
  outcome: ({ score: { home, away } }) => (home + away > 2 ? 0 : 1),
  counted: 1,
};

/** Both sides score, or not. */
export const bothScore: Market = {
  chances: (forecast) => pair(forecast.bothScore),
  outcome: ({ score: { home, away } }) => (home > 0 && away > 0 ? 0 : 1),
  counted: 1,
};
