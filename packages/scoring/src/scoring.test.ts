import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrationBins, expectedCalibrationError } from "./calibration.ts";
import { calibrationErrorByChance } from "./calibration-by-chance.ts";
import { coverageOf } from "./coverage.ts";
import { mulberry32 } from "./mulberry32.ts";
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

describe("the calibration error of forecasts that are exactly right", () => {
  /** As many forecasts as the five large leagues have in two seasons, spread as theirs are. */
  const random = mulberry32(11);
  const forecasts = Array.from({ length: 3_578 }, () => {
    const draw = 0.2 + 0.1 * random();
    const home = (1 - draw) * (0.15 + 0.7 * random());
    return [home, draw, 1 - draw - home];
  });
  const errorOf = (random: () => number) => {
    const chances: number[] = [];
    const happened: number[] = [];
    for (const [home = 0, draw = 0, away = 0] of forecasts) {
      const at = random();
      chances.push(home, draw, away);
      happened.push(...(at < home ? [1, 0, 0] : at < home + draw ? [0, 1, 0] : [0, 0, 1]));
    }
    return expectedCalibrationError(calibrationBins(Float64Array.from(chances), Uint8Array.from(happened)));
  };

  it("is not 0 but as large as it is said to be by chance: 0.008 for two seasons of five leagues", () => {
    const { mean, high } = calibrationErrorByChance(forecasts, 3);
    expect(mean).toBeCloseTo(0.008, 3);
    const errors = Array.from({ length: 200 }, (_, i) => errorOf(mulberry32(1_000 + i)));
    expect(errors.reduce((a, b) => a + b, 0) / errors.length).toBeCloseTo(mean, 3);
    const above = errors.filter((error) => error > high).length;
    expect(above).toBeGreaterThan(0);
    expect(above).toBeLessThan(25);
  });

  it("shrinks with the root of their number, and is the same for the same seed", () => {
    const few = calibrationErrorByChance(forecasts.slice(0, 400), 3);
    const many = calibrationErrorByChance(forecasts, 3);
    expect(few.mean / many.mean).toBeCloseTo(Math.sqrt(3_578 / 400), 0);
    expect(calibrationErrorByChance(forecasts, 3)).toEqual(many);
    expect(calibrationErrorByChance([], 3).mean).toBeNaN();
  });
});

describe("coverage", () => {
  it("counts values within their bounds, with Wilson's bounds of the share", () => {
    const values = Array.from({ length: 100 }, (_, i) => i);
    const { n, share, low, high } = coverageOf(values, new Float64Array(100).fill(5), new Float64Array(100).fill(94));
    expect([n, share]).toEqual([100, 0.9]);
    expect(low).toBeCloseTo(0.8256, 4);
    expect(high).toBeCloseTo(0.9448, 4);
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

  it("holds the true mean 95 times in 100", () => {
    const random = mulberry32(7);
    const lows: number[] = [];
    const highs: number[] = [];
    for (let sample = 0; sample < 400; sample++) {
      const { low, high } = meanWithInterval(
        Float64Array.from({ length: 150 }, () => random() ** 2),
        null,
        sample,
      );
      lows.push(low);
      highs.push(high);
    }
    const { low, high } = coverageOf(new Float64Array(400).fill(1 / 3), lows, highs);
    expect(low < 0.95 && 0.95 < high).toBe(true);
  });

  it("is wider where matches of a block err together, if blocks are drawn, and as wide where they do not", () => {
    const random = mulberry32(3);
    const [weeks, each] = [100, 20];
    const blocks = Array.from({ length: weeks * each }, (_, i) => Math.floor(i / each));
    const shared = Array.from({ length: weeks }, () => random() - 0.5);
    const apart = Float64Array.from(blocks, () => random() - 0.5);
    const together = Float64Array.from(blocks, (week, i) => (apart[i] as number) + (shared[week] as number));
    const width = (differences: Float64Array, drawn: number[] | null) => {
      const { low, high } = meanWithInterval(differences, drawn);
      return high - low;
    };
    expect(width(apart, blocks) / width(apart, null)).toBeCloseTo(1, 0);
    // variance of a week's mean: s² (1 + 1 / 20) where weeks err together, against 2 s² / 20 as matches count it
    expect(width(together, blocks) / width(together, null)).toBeCloseTo(Math.sqrt(1.05 / (2 / 20)), 0);
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
