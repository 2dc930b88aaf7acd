/** Chances that were said to be below this count as this: a forecast that was sure and wrong costs 34, not infinity. */
const chanceMin = 1e-15;

/** −ln of the chance that was given to what happened. */
export function logLoss(chances: readonly number[], outcome: number): number {
  return -Math.log(Math.max(chanceMin, chances[outcome] as number));
}

/** Sum over the outcomes of (chance − 1 if it happened, 0 if not)²: 0 to 2 (Brier 1950, his own form). */
export function brierScore(chances: readonly number[], outcome: number): number {
  return chances.reduce((sum, chance, i) => sum + (chance - (i === outcome ? 1 : 0)) ** 2, 0);
}

/**
 * Ranked probability score of outcomes in order (home, draw, away): the mean over the cuts between them of the squared error of the
 * cumulated chance, 0 to 1 (Epstein 1969; Constantinou and Fenton 2012 for football).
 */
export function rankedProbabilityScore(chances: readonly number[], outcome: number): number {
  let sum = 0;
  let cumulated = 0;
  for (let cut = 0; cut < chances.length - 1; cut++) {
    cumulated += chances[cut] as number;
    sum += (cumulated - (outcome <= cut ? 1 : 0)) ** 2;
  }
  return sum / (chances.length - 1);
}
