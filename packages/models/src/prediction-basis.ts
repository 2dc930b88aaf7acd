import type { Features } from "@touchline/schemas";
import type { Belief } from "./belief.ts";
import type { InPlayState } from "./in-play/in-play-state.ts";
import { formBelief } from "./team-strength.ts";

/** What a prediction in play was made from: enough to say what the next one owes to what. */
export interface PredictionBasis {
  readonly belief: Belief;
  readonly state: InPlayState;
  /** Who tells the match. */
  readonly provider: string;
}

/** `before`: what a model believed before kick-off; where no vector of the match is known, recent form stands in for it. */
export function basisOf(features: Features, before: Belief | null): PredictionBasis {
  const { phase, period, second, stoppage, halfTime, fullTime, lastGoal, knockout, shootOut, matchId } = features;
  const side = ({ goals, men, shots, expectedGoals, recentShots, recentExpectedGoals }: Features["home"]) => {
    return { goals, men, shots, expectedGoals, recentShots, recentExpectedGoals };
  };
  return {
    belief: before ?? formBelief(features),
    state: {
      ...{ phase, period, second, stoppage, halfTime, fullTime, lastGoal, knockout, shootOut },
      ...{ home: side(features.home), away: side(features.away) },
    },
    provider: matchId.slice(0, Math.max(0, matchId.indexOf(":"))),
  };
}
