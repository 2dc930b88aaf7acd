import type { Stage } from "./stage.ts";

/** How much of it is played. */
export interface Size {
  /** Faults. */
  readonly runs: number;
  readonly isShort: boolean;
}

export interface Scenario {
  readonly name: string;
  /** One line, for `--help`. */
  readonly about: string;
  /** Faults in the long form and in the short one. */
  readonly runs: { readonly long: number; readonly short: number };
  /** Plays it; resolves when all of it has happened. Whatever still runs is then ended and judged. */
  play(stage: Stage, size: Size): Promise<void>;
}
