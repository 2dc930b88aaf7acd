import type { Chances } from "./member-form.ts";

/** Ordered logit (McCullagh 1980): away, draw and home win are stretches of one scale, on which a logistic variable falls about x·weights. */
export interface OrderedLogit {
  readonly weights: readonly number[];
  /** Where away win ends and where home win begins. */
  readonly cuts: readonly [number, number];
}

export function orderedChances({ weights, cuts }: OrderedLogit, x: readonly number[]): Chances {
  let place = 0;
  for (let i = 0; i < weights.length; i++) place += (weights[i] as number) * (x[i] as number);
  const away = logistic(cuts[0] - place);
  const notHome = logistic(cuts[1] - place);
  return [1 - notHome, notHome - away, away];
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
