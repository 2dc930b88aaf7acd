export interface GapOptions {
  /** How fast ratings follow what a match showed. */
  readonly lambda: number;
  /** Share of it that goes to the home side's ratings at home; the rest to those away. */
  readonly phiHome: number;
  /** Share of it that goes to the away side's ratings away; the rest to those at home. */
  readonly phiAway: number;
}

/** Ratings of a side in one attacking statistic: what it makes and what it lets the other make, at home and away. */
export const gapColumns = { homeAttack: 0, homeDefence: 1, awayAttack: 2, awayDefence: 3 } as const;

/** Attacks of a side that attacks with `attack` on one that defends with `defence`. */
export function gapExpectation(attack: number, defence: number): number {
  return (attack + defence) / 2;
}

/**
 * Moves both sides' ratings after a match in which the home side made `homeMade` (shots, corners, ...) and the away side
 * `awayMade`; `home` and `away` hold four ratings from `at` on, as `gapColumns` says. Generalised Attacking Performance ratings,
 * Wheatcroft, A profitable model for predicting the over/under market in football (International Journal of Forecasting, 2020).
 */
export function gapUpdate(
  home: Float64Array,
  away: Float64Array,
  at: number,
  homeMade: number,
  awayMade: number,
  { lambda, phiHome, phiAway }: GapOptions,
): void {
  const { homeAttack, homeDefence, awayAttack, awayDefence } = gapColumns;
  const homeSurprise =
    lambda * (homeMade - gapExpectation(home[at + homeAttack] as number, away[at + awayDefence] as number));
  const awaySurprise =
    lambda * (awayMade - gapExpectation(away[at + awayAttack] as number, home[at + homeDefence] as number));
  move(home, at + homeAttack, phiHome * homeSurprise);
  move(home, at + awayAttack, (1 - phiHome) * homeSurprise);
  move(home, at + homeDefence, phiHome * awaySurprise);
  move(home, at + awayDefence, (1 - phiHome) * awaySurprise);
  move(away, at + awayAttack, phiAway * awaySurprise);
  move(away, at + homeAttack, (1 - phiAway) * awaySurprise);
  move(away, at + awayDefence, phiAway * homeSurprise);
  move(away, at + homeDefence, (1 - phiAway) * homeSurprise);
}

/** Nobody makes less than nothing. */
function move(ratings: Float64Array, index: number, by: number): void {
  ratings[index] = Math.max(0, (ratings[index] as number) + by);
}
