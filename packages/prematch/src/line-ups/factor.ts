/**
 * How far a line-up moves goal rates. The weight is the part of a rated change that counts; the ratings are shrunk already.
 * Walk-forward on the shipped matches of 2017/18 weights from 1 to 2 do best, by no more than chance would explain
 * (docs/line-ups.md).
 */
export const lineUpOptions = {
  weight: 1,
  /** Goals of a side for 90 minutes that ratings are measured against. */
  usualGoals: 1.35,
  /** Most that a factor's logarithm moves: factors lie between 0.86 and 1.16. */
  bound: 0.15,
} as const;

/** Factor on goals for a change of so many goals for 90 minutes: rises with it, is 1 at 0, and never passes its bounds. */
export function lineUpFactor(change: number): number {
  const { weight, usualGoals, bound } = lineUpOptions;
  return Math.exp(bound * Math.tanh((weight * change) / (usualGoals * bound)));
}
