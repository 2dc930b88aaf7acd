/**
 * What everything else that is known says beyond the strengths: corrections of the log of the ratio of goals and of the log of their
 * sum, linear in the standardised features.
 */
export interface Context {
  readonly names: readonly string[];
  /** Mean and spread of each feature among the matches that were learnt from. */
  readonly mean: readonly number[];
  readonly spread: readonly number[];
  readonly supremacy: readonly number[];
  readonly goals: readonly number[];
}

/** A feature counts as no further from its mean than so many spreads. */
export const spreadsMax = 4;

export interface Correction {
  readonly supremacy: number;
  readonly goals: number;
}

/** Corrections by a vector. `places`: where each of the context's features stands in it. */
export function correction(context: Context, places: readonly number[], values: ArrayLike<number>): Correction {
  let supremacy = 0;
  let goals = 0;
  for (let i = 0; i < places.length; i++) {
    const x = standardise(
      values[places[i] as number] as number,
      context.mean[i] as number,
      context.spread[i] as number,
    );
    supremacy += (context.supremacy[i] as number) * x;
    goals += (context.goals[i] as number) * x;
  }
  return { supremacy, goals };
}

export function standardise(value: number, mean: number, spread: number): number {
  return Math.min(spreadsMax, Math.max(-spreadsMax, (value - mean) / spread));
}
