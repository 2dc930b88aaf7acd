import { goalsAtOver } from "@touchline/odds";
import { placeOf } from "@touchline/prematch";
import type { Chances } from "./member-form.ts";

/** What prices of the match itself say of it. */
export interface MatchPrices {
  readonly chances: Chances;
  /** Log of the goals of both sides; null where nobody quoted them. */
  readonly logGoals: number | null;
}

const place = (name: string) => placeOf(`match.odds.${name}`);
const places = {
  ...{ missing: place("missing"), home: place("home"), draw: place("draw"), away: place("away") },
  ...{ overMissing: place("overMissing"), over: place("over") },
};

/** Prices of a match by its vector, which begins at `from`; null where none are known. */
export function matchPrices(values: ArrayLike<number>, from = 0): MatchPrices | null {
  const at = (place: number) => values[from + place] as number;
  if (at(places.missing) === 1) return null;
  return {
    chances: [at(places.home), at(places.draw), at(places.away)],
    logGoals: at(places.overMissing) === 1 ? null : Math.log(goalsAtOver(at(places.over))),
  };
}
