import { inPlayParameters } from "./in-play/artefact.ts";
import { inPlay, resultInPlay } from "./in-play/in-play.ts";
import type { InPlayParameters } from "./in-play/parameters.ts";
import type { SequenceArtefact } from "./in-play/sequence/artefact.ts";
import { sequenceConstants } from "./in-play/sequence/sequence-inputs.ts";
import { SequenceNetwork } from "./in-play/sequence/sequence-network.ts";
import type { ShippedModel } from "./model.ts";
import { modelHashOf } from "./model-hash.ts";
import { basisOf } from "./prediction-basis.ts";

/**
 * What `base` believes of a match before it, the very members of its ensemble, so that nobody reckons them twice; in play its rates times
 * what a network makes of the run of play. `preMatch`: id of the base's part before the match.
 */
export function sequenceModel(base: ShippedModel, preMatch: string, artefact: SequenceArtefact): ShippedModel {
  const id = `${preMatch}+${artefact.model}`;
  const parameters: InPlayParameters = { ...inPlayParameters, sequence: new SequenceNetwork(artefact.network) };
  return {
    ...base,
    id,
    hash: modelHashOf(id, { base: base.hash, artefact, constants: sequenceConstants }),
    card: {
      ...base.card,
      about: `As ${base.id}; in play a network on top, which sees shots and their expected goals, those of late apart. A challenger: docs/models-in-play.md tells how it fared.`,
    },
    predict(features, before) {
      const { belief, state, provider } = basisOf(features, before);
      return inPlay(belief, state, provider, parameters);
    },
    resultOf: ({ belief, state, provider }) => resultInPlay(belief, state, provider, parameters),
  };
}
