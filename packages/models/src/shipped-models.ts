import match from "./artefacts/ensemble-match-3.json" with { type: "json" };
import none from "./artefacts/ensemble-none-3.json" with { type: "json" };
import past from "./artefacts/ensemble-past-3.json" with { type: "json" };
import { ensembleModel } from "./ensemble-model.ts";
import { sequenceArtefact } from "./in-play/sequence/artefact.ts";
import type { ShippedModel } from "./model.ts";
import type { PreMatchArtefact } from "./pre-match/artefact.ts";
import { PreMatchModel } from "./pre-match/pre-match-model.ts";
import { sequenceModel } from "./sequence-model.ts";

/** Without any odds. */
export const ensembleNone: ShippedModel = shipped(none);

/** With the odds of past matches: the market's view of the teams, nothing of the match itself. */
const ensemblePast: ShippedModel = shipped(past);

/** With prices of the match itself too, where a feed gives them. */
const ensembleMatch: ShippedModel = shipped(match);

/** As the one without odds before a match; in play with a network on the run of play. It has not beaten what is live, so it waits to be asked. */
const sequenceNone: ShippedModel = sequenceModel(ensembleNone, none.model, sequenceArtefact);

/** Every model that can be asked. The first one answers as long as no change of the registry names another. */
export const shippedModels: readonly [ShippedModel, ...ShippedModel[]] = [
  ensembleNone,
  ensemblePast,
  ensembleMatch,
  sequenceNone,
];

function shipped(artefact: unknown): ShippedModel {
  return ensembleModel(new PreMatchModel(artefact as PreMatchArtefact));
}
