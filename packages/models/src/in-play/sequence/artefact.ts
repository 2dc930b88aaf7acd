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
    /** Of them the last, which said when to stop. */
    readonly validated: number;
    /** Moments of matches that were learnt from, and that said when to stop. */
    readonly moments: number;
    /** Of each of its networks: mean loss a moment on the matches that said when to stop, without it and with it. */
    readonly seeds: readonly {
      readonly seed: number;
      readonly before: { readonly validation: number };
      readonly kept: { readonly epoch: number; readonly validation: number };
    }[];
  };
  readonly network: NetworkWeights;
}

/** What is shipped. */
export const sequenceArtefact: SequenceArtefact = shipped;
