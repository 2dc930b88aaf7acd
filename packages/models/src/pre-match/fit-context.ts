import { resultChances } from "@touchline/odds";
import { placeOf, vectorLength } from "@touchline/prematch";
import { Cholesky } from "../strengths/solve-symmetric.ts";
import { split } from "../strengths/stack.ts";
import { type Context, standardise } from "./context.ts";
import { outcomeOf, type TrainingMatches } from "./training-matches.ts";

/** Matches with what the strengths alone say of each. */
export interface ContextExamples {
  readonly matches: TrainingMatches;
  /** Which of the matches to learn from. */
  readonly rows: Int32Array;
  /** Features to look at. */
  readonly names: readonly string[];
  /** Logs of the ratio of goals and of their sum, before any correction. */
  readonly supremacy: Float64Array;
  readonly logGoals: Float64Array;
}

/** Precision of the weights' prior about 0, in matches' worth of information; chosen on 2019/20 to 2021/22 of the five large leagues. */
const ridge = { supremacy: 10_000, goals: 50_000 } as const;
/** Rows that the curvature is read off: it only says how to walk, not where to. */
const curvatureRows = 12_000;
const rounds = 40;
const enough = 1e-6;
const step = 1e-4;

/**
 * Fits the sum of goals as a Poisson variable, then the results by log-loss, each about what the strengths say, by a quasi-Newton
 * walk to the maximum of the posterior. Features that never vary are left out.
 */
export function fitContext(examples: ContextExamples): Context {
  const { matches, rows } = examples;
  const count = rows.length;
  const { names, mean, spread, x } = standardised(examples);
  const curvature = gram(x, count, names.length);
  const sums = new Float64Array(count);
  const homeGoals = rows.map((row) => matches.homeGoals[row] as number);
  const awayGoals = rows.map((row) => matches.awayGoals[row] as number);
  const goals = climb(x, count, curvature, ridge.goals, (predictor, slopes) => {
    let information = 0;
    for (let i = 0; i < count; i++) {
      const sum = Math.exp((examples.logGoals[i] as number) + (predictor[i] as number));
      sums[i] = sum;
      slopes[i] = (homeGoals[i] as number) + (awayGoals[i] as number) - sum;
      information += sum;
    }
    return information / count;
  });
  const supremacy = climb(x, count, curvature, ridge.supremacy, (predictor, slopes) => {
    let information = 0;
    for (let i = 0; i < count; i++) {
      const at = (examples.supremacy[i] as number) + (predictor[i] as number);
      const here = chancesAt(sums[i] as number, at);
      const there = chancesAt(sums[i] as number, at + step);
      const outcome = outcomeOf(homeGoals[i] as number, awayGoals[i] as number);
      for (let k = 0; k < 3; k++) {
        const slope = ((there[k] as number) - (here[k] as number)) / step;
        information += (slope * slope) / (here[k] as number);
        if (k === outcome) slopes[i] = slope / (here[k] as number);
      }
    }
    return information / count;
  });
  return { names, mean, spread, supremacy: [...supremacy], goals: [...goals] };
}

/** Fills the slope of each example's log-likelihood at its predictor; returns the mean information. */
type Likelihood = (predictor: Float64Array, slopes: Float64Array) => number;

function climb(
  x: Float32Array,
  count: number,
  curvature: Float64Array[],
  prior: number,
  likelihood: Likelihood,
): Float64Array {
  const width = curvature.length;
  const weights = new Float64Array(width);
  const predictor = new Float64Array(count);
  const slopes = new Float64Array(count);
  let factor: Cholesky | undefined;
  for (let round = 0; round < rounds; round++) {
    const information = likelihood(predictor, slopes);
    factor ??= new Cholesky(curvature.map((row, i) => row.map((v, j) => v * information + (i === j ? prior : 0))));
    const gradient = weights.map((weight) => -prior * weight);
    for (let i = 0; i < count; i++) {
      const slope = slopes[i] as number;
      for (let j = 0, at = i * width; j < width; j++, at++)
        gradient[j] = (gradient[j] as number) + slope * (x[at] as number);
    }
    const change = factor.solve(gradient);
    let most = 0;
    for (let j = 0; j < width; j++) {
      weights[j] = (weights[j] as number) + (change[j] as number);
      most = Math.max(most, Math.abs(change[j] as number));
    }
    if (most < enough) break;
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let j = 0, at = i * width; j < width; j++, at++) sum += (weights[j] as number) * (x[at] as number);
      predictor[i] = sum;
    }
  }
  return weights;
}

function standardised({ matches, rows, names }: ContextExamples) {
  const places = names.map(placeOf);
  const valueAt = (i: number, j: number) =>
    matches.values[(rows[i] as number) * vectorLength + (places[j] as number)] as number;
  const count = rows.length;
  const mean = new Float64Array(names.length);
  const square = new Float64Array(names.length);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < places.length; j++) mean[j] = (mean[j] as number) + valueAt(i, j) / count;
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < places.length; j++) {
      square[j] = (square[j] as number) + (valueAt(i, j) - (mean[j] as number)) ** 2 / count;
    }
  }
  const spread = square.map(Math.sqrt);
  const kept = names.flatMap((_, j) => ((spread[j] as number) > 1e-6 ? [j] : []));
  const x = new Float32Array(count * kept.length);
  for (let i = 0, to = 0; i < count; i++) {
    for (const j of kept) x[to++] = standardise(valueAt(i, j), mean[j] as number, spread[j] as number);
  }
  return {
    names: kept.map((j) => names[j] as string),
    mean: kept.map((j) => mean[j] as number),
    spread: kept.map((j) => spread[j] as number),
    x,
  };
}

/** Xᵀ X of all rows, as some of them have it. */
function gram(x: Float32Array, count: number, width: number): Float64Array[] {
  const sums = Array.from({ length: width }, () => new Float64Array(width));
  const every = Math.max(1, Math.floor(count / curvatureRows));
  for (let i = 0; i < count; i += every) {
    for (let a = 0; a < width; a++) {
      const xa = (x[i * width + a] as number) * every;
      const row = sums[a] as Float64Array;
      for (let b = 0, at = i * width; b <= a; b++, at++) row[b] = (row[b] as number) + xa * (x[at] as number);
    }
  }
  return sums;
}

function chancesAt(goals: number, supremacy: number): readonly number[] {
  const rates = split(goals, supremacy);
  const { home, draw, away } = resultChances(rates.home, rates.away);
  return [home, draw, away];
}
