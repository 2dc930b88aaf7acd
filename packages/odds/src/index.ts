export { type DeVig, deVig } from "./de-vig.ts";
export { goalsAtOver, impliedRates, type Prices } from "./implied-rates.ts";
export { dependence, overChance, type ResultChances, resultChances, scoringChances } from "./result-chances.ts";
