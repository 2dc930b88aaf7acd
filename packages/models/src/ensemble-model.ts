import { inPlay, inPlayConstants, inPlayId } from "./in-play/in-play.ts";
import type { Members, ShippedModel } from "./model.ts";
import { modelHashOf } from "./model-hash.ts";
import { CompiledPreMatch } from "./pre-match/compiled/compiled-pre-match.ts";
import { noForm } from "./pre-match/member-form.ts";
import { type PreMatchModel, preMatchConstants } from "./pre-match/pre-match-model.ts";
import { basisOf } from "./prediction-basis.ts";
import { kindOf } from "./strengths/kind-of.ts";
import { strengthConstants } from "./team-strength.ts";

/** What an ensemble believes of a match before it, and from there on in play. */
export function ensembleModel(preMatch: PreMatchModel): ShippedModel {
  const { artefact } = preMatch;
  const { odds, trained } = artefact;
  // made when it is first asked: what only lists models need not wait for trees
  let compiled: CompiledPreMatch | undefined;
  const opinionBefore: Members["opinionBefore"] = (competition, values, form) => {
    compiled ??= new CompiledPreMatch(preMatch);
    return compiled.opinion(competition, values instanceof Float64Array ? values : Float64Array.from(values), form);
  };
  const id = `${preMatch.id}+${inPlayId}`;
  return {
    id,
    hash: modelHashOf(id, {
      ...{ artefact, constants: preMatchConstants, strengths: strengthConstants, inPlay: inPlayConstants },
    }),
    card: {
      about: `An ensemble of strengths by Kalman filters, all else that is known, and ratings; goals in play by clock, score, men and shots; ${sees[odds]}.`,
      odds,
      dataHash: trained.dataHash,
      trainedUntil: trained.until,
      metrics: [],
    },
    beliefBefore: (competition, values) => opinionBefore(competition, values, noForm).belief,
    members: {
      kindOf,
      prior: (competition) => artefact.kinds[kindOf(competition)].blend.pool.weights,
      opinionBefore,
    },
    predict(features, before) {
      const { belief, state, provider } = basisOf(features, before);
      return inPlay(belief, state, provider);
    },
  };
}

const sees = {
  none: "sees no odds",
  past: "sees odds of past matches",
  match: "sees odds of past matches, and of the match before it begins",
} as const;
