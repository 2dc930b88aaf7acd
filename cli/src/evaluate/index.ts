export { type Evaluation, evaluationOf } from "./evaluation.ts";
export { type Forecast, type Forecaster, ofModel, referenceForecasters } from "./forecasts.ts";
export { calibrationErrorOf, type Judged, judged, meanOf, minus, scores } from "./judged.ts";
export { bothScore, overUnder, result } from "./markets.ts";
export { isTopFive } from "./report.ts";
