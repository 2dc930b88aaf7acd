import { resultChances } from "@touchline/odds";
import { FisherScoring } from "./fisher-scoring.ts";
import { logGoalsOf, type Opinions, type Stack, split, supremacyOf } from "./stack.ts";

/** A match that was played: what was thought of it before, and how it ended. */
export interface StackRow {
  readonly opinions: Opinions;
  readonly home: number;
  readonly away: number;
}

export interface StackOptions {
  /** Filters whose opinion of the ratio counts, the first the one that all weight starts from. */
  readonly supremacy: readonly string[];
  /** Filters whose opinion of the sum counts. */
  readonly goals: readonly string[];
  /** Weight of the prior that only the first filter counts, in matches' worth of information. */
  readonly ridge: number;
}

const rounds = 8;
const step = 1e-4;

/**
 * Weights that minimise, by Fisher scoring, the loss of the sum of goals as a Poisson variable, then the log-loss of the results that
 * follow from it; both shrunken towards the first filter alone. The same rows give the same weights.
 */
export function fitStack(rows: readonly StackRow[], options: StackOptions): Stack {
  const goals = fitGoals(rows, options);
  const sums = rows.map(({ opinions }) => Math.exp(logGoals(goals, opinions)));
  return { supremacy: fitSupremacy(rows, sums, options), goals };
}

function fitGoals(rows: readonly StackRow[], { goals: names, ridge }: StackOptions): Stack["goals"] {
  const weights = [0, ...names.map((_, i) => (i === 0 ? 1 : 0))];
  const prior = [...weights];
  const design = rows.map(({ opinions }) => [1, ...names.map((name) => logGoalsOf(opinions, name))]);
  for (let round = 0; round < rounds; round++) {
    const fisher = new FisherScoring(weights, prior, ridge);
    rows.forEach(({ home, away }, i) => {
      const x = design[i] as number[];
      const mean = Math.exp(dot(weights, x));
      fisher.add(x, home + away - mean, mean);
    });
    fisher.step(weights);
  }
  const [intercept = 0, ...rest] = weights;
  return { intercept, weights: named(names, rest) };
}

function fitSupremacy(rows: readonly StackRow[], sums: readonly number[], { supremacy: names, ridge }: StackOptions) {
  const weights = names.map((_, i) => (i === 0 ? 1 : 0));
  const prior = [...weights];
  const design = rows.map(({ opinions }) => names.map((name) => supremacyOf(opinions, name)));
  for (let round = 0; round < rounds; round++) {
    const fisher = new FisherScoring(weights, prior, ridge);
    rows.forEach(({ home, away }, i) => {
      const x = design[i] as number[];
      const supremacy = dot(weights, x);
      const here = chancesAt(sums[i] as number, supremacy);
      const there = chancesAt(sums[i] as number, supremacy + step);
      const slopes = here.map((chance, k) => ((there[k] as number) - chance) / step);
      const result = home > away ? 0 : home === away ? 1 : 2;
      const score = (slopes[result] as number) / (here[result] as number);
      fisher.add(
        x,
        score,
        slopes.reduce((sum, slope, k) => sum + (slope * slope) / (here[k] as number), 0),
      );
    });
    fisher.step(weights);
  }
  return named(names, weights);
}

function chancesAt(goals: number, supremacy: number): number[] {
  const rates = split(goals, supremacy);
  const { home, draw, away } = resultChances(rates.home, rates.away);
  return [home, draw, away];
}

function logGoals(goals: Stack["goals"], opinions: Opinions): number {
  let sum = goals.intercept;
  for (const name in goals.weights) sum += (goals.weights[name] as number) * logGoalsOf(opinions, name);
  return sum;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function named(names: readonly string[], values: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, values[i] as number]));
}
