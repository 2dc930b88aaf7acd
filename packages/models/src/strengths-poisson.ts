import type { Features } from "@touchline/schemas";
import none from "./artefacts/strengths-none.json" with { type: "json" };
import past from "./artefacts/strengths-past.json" with { type: "json" };
import type { Belief } from "./belief.ts";
import { markets, readMarkets } from "./markets.ts";
import { clockConstants, isSettled } from "./match-time.ts";
import type { ShippedModel } from "./model.ts";
import { modelHashOf } from "./model-hash.ts";
import { rateEffects, remainingRates } from "./remaining-rates.ts";
import { independentPoisson, tailMax } from "./score-matrix.ts";
import type { StrengthsArtefact } from "./strengths/artefact.ts";
import { goalsRange } from "./strengths/stack.ts";
import { vectorBelief } from "./strengths/vector-belief.ts";
import { preMatchRates, strengthConstants } from "./team-strength.ts";

/** Without any odds. */
export const strengthsPoisson = strengthsModel("strengths-poisson-1", none as StrengthsArtefact);

/** With the odds of past matches: the market's view of the teams, nothing of the match itself. */
export const strengthsPoissonPast = strengthsModel("strengths-poisson-past-1", past as StrengthsArtefact);

/**
 * Strengths of both teams to goal rates, rates to what is left of the match, and from there to one score matrix. Where the vector
 * of a match is not known its rates come from recent results alone.
 *
 * All markets are on the 90 minutes, stoppage included, as bookmakers settle them. In extra time and after it they are
 * therefore settled, and stand on the score after 90 minutes rather than on the score now. A match that is called off
 * keeps the prediction that its last clock and score give.
 */
function strengthsModel(id: string, { stacks, odds, trained }: StrengthsArtefact): ShippedModel {
  return {
    id,
    hash: modelHashOf(id, {
      ...{ stacks, goalsRange, clock: clockConstants, strengths: strengthConstants },
      ...{ rates: rateEffects, tailMax, markets },
    }),
    card: {
      about: `Strengths of both teams by Kalman filters, Poisson goals in play; ${odds === "none" ? "sees no odds" : "sees odds of past matches"}.`,
      odds,
      dataHash: trained.dataHash,
      trainedUntil: trained.until,
      metrics: [],
    },
    beliefBefore: (competition, values) => vectorBelief(stacks, competition, values),
    predict(features: Features, before: Belief | null) {
      const score = regularScore(features);
      const remaining = remainingRates(before ?? preMatchRates(features), features);
      return readMarkets(independentPoisson(remaining), score, remaining);
    },
  };
}

/** The score that the markets stand on: now, or at the end of the 90 minutes once they are over. */
function regularScore(features: Features) {
  if (isSettled(features) && features.fullTime !== null) return features.fullTime;
  return { home: features.home.goals, away: features.away.goals };
}
