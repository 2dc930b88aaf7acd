export { type CalibrationBin, calibrationBins, expectedCalibrationError } from "./calibration.ts";
export { type ByChance, calibrationErrorByChance } from "./calibration-by-chance.ts";
export { boundsOfShare, type Coverage, coverageOf } from "./coverage.ts";
export { mulberry32 } from "./mulberry32.ts";
export { type MeanWithInterval, meanWithInterval } from "./paired-bootstrap.ts";
export { brierScore, logLoss, rankedProbabilityScore } from "./scores.ts";
export { type SelectivePoint, selective } from "./selective.ts";
