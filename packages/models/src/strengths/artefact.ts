import type { Kind } from "./kind-of.ts";
import type { Stack } from "./stack.ts";

/** Which odds a model may have seen: none at all, or those of past matches alone. */
export type OddsUse = "none" | "past";

/** Everything that training leaves behind. */
export interface StrengthsArtefact {
  readonly model: string;
  readonly odds: OddsUse;
  readonly trained: {
    /** Season, by the year that it began in, of the first match and of the last. */
    readonly from: number;
    readonly until: number;
    /** Matches that were learnt from, of each kind. */
    readonly matches: Readonly<Record<Kind, number>>;
    /** SHA-256 of the files of results, hex. */
    readonly dataHash: string;
    /** Hash of the manifest of features. */
    readonly manifest: string;
  };
  readonly stacks: Readonly<Record<Kind, Stack>>;
}
