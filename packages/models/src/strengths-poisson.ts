import type { Features } from "@touchline/schemas";
import none from "./artefacts/strengths-none.json" with { type: "json" };
import past from "./artefacts/strengths-past.json" with { type: "json" };
import type { Belief } from "./belief.ts";
import { inPlay, inPlayConstants, inPlayId } from "./in-play/in-play.ts";
import type { ShippedModel } from "./model.ts";
import { modelHashOf } from "./model-hash.ts";
import { basisOf } from "./prediction-basis.ts";
import type { StrengthsArtefact } from "./strengths/artefact.ts";
import { goalsRange } from "./strengths/stack.ts";
import { vectorBelief } from "./strengths/vector-belief.ts";
import { strengthConstants } from "./team-strength.ts";

/** Without any odds. */
export const strengthsPoisson = strengthsModel(`strengths-none-1+${inPlayId}`, none as StrengthsArtefact);

/** With the odds of past matches: the market's view of the teams, nothing of the match itself. */
export const strengthsPoissonPast = strengthsModel(`strengths-past-1+${inPlayId}`, past as StrengthsArtefact);

/** Strengths of both teams to what is believed of a match, and from there on in play. */
function strengthsModel(id: string, { stacks, odds, trained }: StrengthsArtefact): ShippedModel {
  return {
    id,
    hash: modelHashOf(id, {
      ...{ stacks, goalsRange, strengths: strengthConstants, inPlay: inPlayConstants },
    }),
    card: {
      about: `Strengths of both teams by Kalman filters, goals in play by clock, score, men and shots; ${odds === "none" ? "sees no odds" : "sees odds of past matches"}.`,
      odds,
      dataHash: trained.dataHash,
      trainedUntil: trained.until,
      metrics: [],
    },
    beliefBefore: (competition, values) => vectorBelief(stacks, competition, values),
    predict(features: Features, before: Belief | null) {
      const { belief, state, provider } = basisOf(features, before);
      return inPlay(belief, state, provider);
    },
  };
}
