import { placeOf } from "@touchline/prematch";
import { goalsRange, type Stack } from "../../strengths/stack.ts";
import { type Context, spreadsMax } from "../context.ts";

const logGoalsMin = Math.log(goalsRange.least);
const logGoalsMax = Math.log(goalsRange.most);

/** `GoalRates` without allocating: places, bounds and divisions are worked out beforehand. */
export class CompiledGoals {
  readonly #intercept: number;
  /** Where each filter's goals of home and away stand, in turn. */
  readonly #filters: Int32Array;
  /** Weight of each filter for the ratio and for the sum, in turn. */
  readonly #weights: Float64Array;
  readonly #places: Int32Array;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #bySupremacy: Float64Array;
  readonly #byGoals: Float64Array;
  /** What the context says of a match whose features are all 0. */
  readonly #constant: readonly [supremacy: number, goals: number];

  constructor({ supremacy, goals }: Stack, context: Context | null) {
    const { names, mean, spread, ...of } = context ?? { names: [], mean: [], spread: [], supremacy: [], goals: [] };
    const filters = [...new Set([...Object.keys(supremacy), ...Object.keys(goals.weights)])];
    this.#intercept = goals.intercept;
    this.#filters = Int32Array.from(
      filters.flatMap((name) => [placeOf(`strengths.${name}.home`), placeOf(`strengths.${name}.away`)]),
    );
    this.#weights = Float64Array.from(filters.flatMap((name) => [supremacy[name] ?? 0, goals.weights[name] ?? 0]));
    const divided = (weights: readonly number[]) => Float64Array.from(weights, (w, i) => w / (spread[i] as number));
    this.#places = Int32Array.from(names, placeOf);
    this.#least = Float64Array.from(mean, (value, i) => value - spreadsMax * (spread[i] as number));
    this.#most = Float64Array.from(mean, (value, i) => value + spreadsMax * (spread[i] as number));
    this.#bySupremacy = divided(of.supremacy);
    this.#byGoals = divided(of.goals);
    const atMean = (weights: Float64Array) => weights.reduce((sum, w, i) => sum - w * (mean[i] as number), 0);
    this.#constant = [atMean(this.#bySupremacy), atMean(this.#byGoals)];
  }

  /** Writes the logs of the ratio of goals and of their sum, of the vector that begins at `from`. */
  write(values: Float64Array, from: number, out: Float64Array, at: number): void {
    let [supremacy, logGoals] = this.#constant;
    logGoals += this.#intercept;
    for (let i = 0; i < this.#filters.length; i += 2) {
      const home = values[from + (this.#filters[i] as number)] as number;
      const away = values[from + (this.#filters[i + 1] as number)] as number;
      const forRatio = this.#weights[i] as number;
      const forSum = this.#weights[i + 1] as number;
      if (forRatio !== 0) supremacy += forRatio * Math.log(home / away);
      if (forSum !== 0) logGoals += forSum * Math.log(home + away);
    }
    const places = this.#places;
    for (let i = 0; i < places.length; i++) {
      const value = values[from + (places[i] as number)] as number;
      const x = Math.min(this.#most[i] as number, Math.max(this.#least[i] as number, value));
      supremacy += (this.#bySupremacy[i] as number) * x;
      logGoals += (this.#byGoals[i] as number) * x;
    }
    out[at] = supremacy;
    out[at + 1] = Math.min(logGoalsMax, Math.max(logGoalsMin, logGoals));
  }
}
