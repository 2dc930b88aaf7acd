import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrationBins, expectedCalibrationError } from "./calibration.ts";
import { meanWithInterval } from "./paired-bootstrap.ts";
import { brierScore, logLoss, rankedProbabilityScore } from "./scores.ts";
import { selective } from "./selective.ts";

describe("scores", () => {
  it("are what they are by hand", () => {
    const chances = [0.5, 0.3, 0.2];
    expect(rankedProbabilityScore(chances, 0)).toBeCloseTo((0.5 ** 2 + 0.2 ** 2) / 2, 12);
    expect(rankedProbabilityScore(chances, 2)).toBeCloseTo((0.5 ** 2 + 0.8 ** 2) / 2, 12);
    expect(brierScore(chances, 1)).toBeCloseTo(0.25 + 0.49 + 0.04, 12);
    expect(logLoss(chances, 1)).toBeCloseTo(-Math.log(0.3), 12);
  });

  it("are least, in the mean, for whoever says the true chances", () => {
    const chances = fc.tuple(
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
    );
    const threeWay = chances.map(([a, b]) => [a / (a + b + 0.5), b / (a + b + 0.5), 0.5 / (a + b + 0.5)]);
    fc.assert(
      fc.property(threeWay, threeWay, (truth, said) => {
        for (const score of [rankedProbabilityScore, brierScore, logLoss]) {
          const mean = (forecast: number[]) => truth.reduce((sum, p, outcome) => sum + p * score(forecast, outcome), 0);
          expect(mean(truth)).toBeLessThanOrEqual(mean(said) + 1e-12);
        }
      }),
    );
  });
});

describe("calibration", () => {
  it("is without error where each chance happens as often as it says", () => {
    const chances = Float64Array.from({ length: 1_000 }, (_, i) => (i < 500 ? 0.25 : 0.75));
    const happened = Uint8Array.from({ length: 1_000 }, (_, i) => (i % 4 < (i < 500 ? 1 : 3) ? 1 : 0));
    expect(expectedCalibrationError(calibrationBins(chances, happened))).toBeCloseTo(0, 12);
  });

  it("is off by as much as the chances are", () => {
    const chances = new Float64Array(100).fill(0.55);
    const happened = Uint8Array.from({ length: 100 }, (_, i) => (i < 40 ? 1 : 0));
    expect(expectedCalibrationError(calibrationBins(chances, happened))).toBeCloseTo(0.15, 12);
  });
});

describe("the interval of a mean difference", () => {
  it("holds the mean, narrows with more matches, and is the same each time", () => {
    const noise = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(i * 12.9898) * 3 + 1);
    const few = meanWithInterval(noise(100));
    const many = meanWithInterval(noise(10_000));
    for (const { value, low, high } of [few, many]) expect(low < value && value < high).toBe(true);
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 5);
    expect(meanWithInterval(noise(100))).toEqual(few);
  });
});

describe("the surest forecasts", () => {
  it("are counted from the surest down, to the largest share that reaches the target", () => {
    const sureness = Float64Array.from([0.9, 0.5, 0.8, 0.6]);
    const right = Uint8Array.from([1, 0, 1, 0]);
    expect(selective(sureness, right, [0.5, 1], 0.6)).toEqual({
      points: [
        { coverage: 0.5, accuracy: 1 },
        { coverage: 1, accuracy: 0.5 },
      ],
      coverageAtTarget: 0.75,
    });
  });
});
