import { placeOf } from "@touchline/prematch";
import type { PerSide } from "@touchline/schemas";
import { goalsRange, type Stack, split } from "../strengths/stack.ts";
import { type Context, correction } from "./context.ts";

/** Logs of the ratio of goals, home to away, and of their sum. */
export interface Logs {
  readonly supremacy: number;
  readonly logGoals: number;
}

/** Goals that filters of strengths expect, weighed, and corrected by all else that is known. */
export class GoalRates {
  readonly #intercept: number;
  readonly #supremacy: readonly Weighed[];
  readonly #goals: readonly Weighed[];
  readonly #context: Context | null;
  readonly #places: readonly number[];

  /** `context` is null where nothing but the strengths counts. */
  constructor({ supremacy, goals }: Stack, context: Context | null) {
    this.#intercept = goals.intercept;
    this.#supremacy = weighed(supremacy);
    this.#goals = weighed(goals.weights);
    this.#context = context;
    this.#places = context === null ? [] : context.names.map(placeOf);
  }

  /** Goals expected of each side, by a vector. */
  of(values: ArrayLike<number>): PerSide {
    const { supremacy, logGoals } = this.logsOf(values);
    return split(Math.exp(logGoals), supremacy);
  }

  /** Infinite or NaN where a strength is not above 0. */
  logsOf(values: ArrayLike<number>): Logs {
    let supremacy = 0;
    for (const { home, away, weight } of this.#supremacy) {
      supremacy += weight * Math.log((values[home] as number) / (values[away] as number));
    }
    let logGoals = this.#intercept;
    for (const { home, away, weight } of this.#goals) {
      logGoals += weight * Math.log((values[home] as number) + (values[away] as number));
    }
    if (this.#context !== null) {
      const more = correction(this.#context, this.#places, values);
      supremacy += more.supremacy;
      logGoals += more.goals;
    }
    return { supremacy, logGoals: Math.min(logGoalsMax, Math.max(logGoalsMin, logGoals)) };
  }
}

const logGoalsMin = Math.log(goalsRange.least);
const logGoalsMax = Math.log(goalsRange.most);

interface Weighed {
  readonly home: number;
  readonly away: number;
  readonly weight: number;
}

function weighed(weights: Readonly<Record<string, number>>): Weighed[] {
  return Object.entries(weights).map(([name, weight]) => ({
    ...{ home: placeOf(`strengths.${name}.home`), away: placeOf(`strengths.${name}.away`) },
    weight,
  }));
}
