export { type CalibrationBin, calibrationBins, expectedCalibrationError } from "./calibration.ts";
export { type MeanWithInterval, meanWithInterval } from "./paired-bootstrap.ts";
export { brierScore, logLoss, rankedProbabilityScore } from "./scores.ts";
export { type SelectivePoint, selective } from "./selective.ts";
