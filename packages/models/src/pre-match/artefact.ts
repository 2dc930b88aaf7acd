import type { Kind } from "../strengths/kind-of.ts";
import type { Stack } from "../strengths/stack.ts";
import type { Context } from "./context.ts";
import type { NetworkWeights } from "./network/network-weights.ts";
import type { OddsUse } from "./odds-use.ts";
import type { OrderedLogit } from "./ordered-logit.ts";
import type { Pool } from "./pool.ts";
import type { VoteArtefact } from "./vote/vote-artefact.ts";

/** The log of the sum of goals: shift + scale × that of the strengths + prices × that of the match's own prices. */
export interface GoalsCalibration {
  readonly shift: number;
  readonly scale: number;
  readonly prices: number;
}

/** How the members' opinions become one. */
export interface Blend {
  readonly pool: Pool;
  readonly goals: GoalsCalibration;
}

/** What training leaves behind for one kind of competition. */
export interface KindArtefact {
  readonly stack: Stack;
  readonly ratings: OrderedLogit;
  readonly blend: Blend;
  /** The blend where prices of the match itself are known; null in models that do not look at them. */
  readonly priced: Blend | null;
}

/** Members that are trained apart; one that is left out has no say. */
export interface MemberArtefacts {
  readonly vote?: VoteArtefact;
  readonly network?: NetworkWeights;
}

/** Everything that training leaves behind. */
export interface PreMatchArtefact {
  readonly model: string;
  readonly odds: OddsUse;
  readonly trained: {
    /** Season, by the year that it began in, of the first match and of the last. */
    readonly from: number;
    readonly until: number;
    /** First season that members were weighed on, each having learnt from earlier ones alone. */
    readonly weighedFrom: { readonly clubs: number; readonly nations: number };
    /** Matches that were learnt from, of each kind. */
    readonly matches: Readonly<Record<Kind, number>>;
    /** SHA-256 of the files of results, hex. */
    readonly dataHash: string;
    /** Hash of the manifest of features. */
    readonly manifest: string;
    readonly seed: number;
  };
  readonly kinds: Readonly<Record<Kind, KindArtefact>>;
  /** Of clubs and of nations; null where there was nothing to learn from. */
  readonly contexts: { readonly clubs: Context | null; readonly nations: Context | null };
  readonly members: MemberArtefacts;
}
