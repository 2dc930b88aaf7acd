import { placeOf } from "@touchline/prematch";
import type { Chances } from "./member-form.ts";

/** What prices of the match itself say of it. */
export interface MatchPrices {
  readonly chances: Chances;
  /** Log of the goals of both sides; null where nobody quoted them. */
  readonly logGoals: number | null;
}

/** Prices of a match by its vector; null where none are known. */
export function matchPrices(values: ArrayLike<number>): MatchPrices | null {
  const at = (name: string) => values[placeOf(`match.odds.${name}`)] as number;
  if (at("missing") === 1) return null;
  return {
    chances: [at("home"), at("draw"), at("away")],
    logGoals: at("overMissing") === 1 ? null : Math.log(goalsAtOver(at("over"))),
  };
}

const goalsMin = 0.3;
const goalsMax = 9;

/** Mean of a Poisson variable that is 3 or more with this chance, to 1e-12 (bisection). */
export function goalsAtOver(chance: number): number {
  let low = goalsMin;
  let high = goalsMax;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (1 - Math.exp(-middle) * (1 + middle + (middle * middle) / 2) < chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
