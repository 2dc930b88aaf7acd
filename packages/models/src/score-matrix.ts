import type { PerSide } from "@touchline/schemas";

/** Joint distribution of the goals still to come: the only thing that markets are read from. */
export interface ScoreMatrix {
  /** Rows: home goals still to come, 0 to rows - 1. */
  readonly rows: number;
  /** Columns: away goals still to come, 0 to columns - 1. */
  readonly columns: number;
  /** Row by row, rows × columns, summing to 1. */
  readonly probabilities: Float64Array;
}

/** Chance that is left out of a side's distribution, at most; the rest is scaled up to 1. */
export const tailMax = 1e-13;

/**
 * Goals of the two sides as independent Poisson variables.
 * `rates`: expected goals still to come of each side, finite and not negative; 0 where no time is left.
 */
export function independentPoisson(rates: PerSide): ScoreMatrix {
  const home = poisson(rates.home);
  const away = poisson(rates.away);
  const probabilities = new Float64Array(home.length * away.length);
  let at = 0;
  for (const h of home) for (const a of away) probabilities[at++] = h * a;
  return { rows: home.length, columns: away.length, probabilities };
}

/** Chances of 0, 1, 2, ... events at a rate, up to where less than `tailMax` is left, summing to 1. */
export function poisson(rate: number): Float64Array {
  let size = 1;
  let term = Math.exp(-rate);
  let sum = term;
  // The terms beyond size fall at least as fast as a geometric series of ratio rate / (size + 1).
  for (; size <= rate || (term * rate) / (size + 1 - rate) > tailMax; size++) {
    term *= rate / size;
    sum += term;
  }
  const chances = new Float64Array(size);
  term = Math.exp(-rate) / sum;
  for (let goals = 0; goals < size; goals++) {
    chances[goals] = term;
    term *= rate / (goals + 1);
  }
  return chances;
}
