import shipped from "../../artefacts/sequence-1.json" with { type: "json" };
import type { NetworkWeights } from "../../pre-match/network/network-weights.ts";

/** A network on the run of play as `npm run train:inplay -- --challenger` writes it. */
export interface SequenceArtefact {
  /** Name and version. */
  readonly model: string;
  readonly trained: {
    /** Where the goals expected before came from. */
    readonly prior: string;
    /** Of the files of timelines, SHA-256, hex. */
    readonly dataHash: string;
    /** Day of the last match. */
    readonly until: string;
    readonly matches: number;
  };
  readonly network: NetworkWeights;
}

/** What is shipped. */
export const sequenceArtefact: SequenceArtefact = shipped;
