import type { Kind } from "../../strengths/kind-of.ts";
import type { Stack } from "../../strengths/stack.ts";
import type { NetworkWeights } from "./network-weights.ts";

/** A trained network with the strengths that it corrects, as JSON; 15 KB. */
export interface NetworkArtefact {
  /** What is expected before the network's correction. */
  readonly stacks: Readonly<Record<Kind, Stack>>;
  readonly weights: NetworkWeights;
  readonly trained: {
    /** Matches that were learnt from, and those that said when to stop. */
    readonly rows: number;
    readonly validationRows: number;
    /** The epoch whose weights these are. */
    readonly epochs: number;
    readonly seed: number;
    readonly backend: string;
  };
}
