export interface PiOptions {
  /** How fast a side's rating at the venue of the match learns. */
  readonly alpha: number;
  /** How fast its rating at the other venue follows. */
  readonly beta: number;
  /** How much a large surprise is damped. */
  readonly k: number;
}

export const piDefaults: PiOptions = { alpha: 0.15, beta: 0.1, k: 0.75 };

/**
 * How much the goal difference of a match surprised the ratings, damped. Ratings are goals of advantage over an average side
 * at home and away; `home` is the home side's at home, `away` the away side's away. After Constantinou and Fenton, Determining
 * the level of ability of football teams by dynamic ratings based on the relative discrepancies in scores between adversaries
 * (2013), with the damping e / (1 + k |e|).
 */
export function piSurprise(home: number, away: number, goalDifference: number, { k }: PiOptions = piDefaults): number {
  const error = goalDifference - (home - away);
  return error / (1 + k * Math.abs(error));
}
