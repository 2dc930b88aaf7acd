export { formPoisson } from "./form-poisson.ts";
export { goalLines, gridSize, readMarkets } from "./markets.ts";
export { isSettled, shareToCome } from "./match-time.ts";
export type { Model, PredictionCore } from "./model.ts";
export { remainingRates } from "./remaining-rates.ts";
export { independentPoisson, poisson, type ScoreMatrix } from "./score-matrix.ts";
export { preMatchRates } from "./team-strength.ts";
