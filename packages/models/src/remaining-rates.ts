import type { Features, PerSide } from "@touchline/schemas";
import { shareToCome } from "./match-time.ts";

/** Rate of a side with one man more, against equal numbers (log effect +0.42 ± 0.08; more compound). */
const manUp = 1.51;
/** Rate of a side with one man less (log effect −0.46 ± 0.13). */
const manDown = 0.61;
/** Rate of a side behind by 1, and by 2 or more (log effects +.075 ± .019, +.105 ± .030). */
const behind = [1.08, 1.11] as const;
/** Rate of a side ahead by 1, and by 2 or more (log effects −.030 ± .018, −.045 ± .026). */
const ahead = [0.97, 0.955] as const;

/** All of it, for the hash of a model. */
export const rateEffects = { manUp, manDown, behind, ahead };

/**
 * Expected goals still to come in the 90 minutes, from expected goals of the whole match: the share of time left, men
 * on the pitch, the score. What counts is the difference in men: ten against ten play at the rates of eleven against
 * eleven. At minute 0 and 0-0 it gives the pre-match rates back; after 90 minutes it is 0.
 */
export function remainingRates(preMatch: PerSide, features: Features): PerSide {
  const share = shareToCome(features);
  const menMore = features.home.men - features.away.men;
  const lead = features.home.goals - features.away.goals;
  return {
    home: preMatch.home * share * menEffect(menMore) * scoreEffect(lead),
    away: preMatch.away * share * menEffect(-menMore) * scoreEffect(-lead),
  };
}

function menEffect(menMore: number): number {
  return menMore >= 0 ? manUp ** menMore : manDown ** -menMore;
}

function scoreEffect(lead: number): number {
  if (lead === 0) return 1;
  const effects = lead > 0 ? ahead : behind;
  return Math.abs(lead) === 1 ? effects[0] : effects[1];
}
