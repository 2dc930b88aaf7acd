import type { PerSide } from "@touchline/schemas";
import type { Belief } from "../belief.ts";

/** Something that happened in the 90 minutes. */
export interface Happening {
  readonly kind: "goal" | "dismissal" | "shot";
  readonly period: 1 | 2;
  /** In the period. */
  readonly second: number;
  readonly side: keyof PerSide;
  /** Expected goals of a shot, 0 where not told, and of everything else. */
  readonly expectedGoals: number;
}

/** A match to learn from. */
export interface PlayedMatch {
  readonly provider: string;
  readonly belief: Belief;
  /** In the order of time. */
  readonly happenings: readonly Happening[];
  /** True where men who were sent off, and shots, are told. */
  readonly tellsDismissals: boolean;
  readonly tellsShots: boolean;
  /** True where stoppage of the first half is told from the beginning of the second. */
  readonly tellsHalves: boolean;
}
