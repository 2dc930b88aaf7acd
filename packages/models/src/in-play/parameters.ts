import type { SequenceCorrection } from "./sequence/sequence-inputs.ts";

/** A coefficient on the log of a side's rate of goals. */
export interface Effect {
  readonly value: number;
  /** Standard error. */
  readonly error: number;
}

/** What a side's rate of goals depends on while a match is played; the order is that of the fit. */
export const effectNames = [
  "behindBy1",
  "behindBy2",
  "behindBy3",
  "aheadBy1",
  "aheadBy2",
  "aheadBy3",
  "behindBy1Late",
  "manMore",
  "manLess",
  "ownShots",
  "otherShots",
  "ownExpectedGoals",
  "otherExpectedGoals",
  "afterGoal",
] as const;

export type EffectName = (typeof effectNames)[number];

/** What was learnt of matches in play. */
export interface InPlayParameters {
  /**
   * Share of the goals expected before a match that falls in each of its eight parts (`partsOfMatch`), level, eleven against eleven
   * and long after a goal. They add up to less than 1, for sides that are behind score more.
   */
  readonly parts: readonly number[];
  readonly effects: Readonly<Record<EffectName, Effect>>;
  /** Shots of a side in a match: level × own goals expected ^ own × the other's ^ other; by part of the match as `parts`. */
  readonly shots: {
    /** By who tells them, for what counts as a shot differs: those of anybody else say nothing until they are learnt from. */
    readonly level: Readonly<Record<string, number>>;
    readonly own: number;
    readonly other: number;
    readonly parts: readonly number[];
  };
  /** What a network makes of the run of play, on top of all that; nothing where there is none. */
  readonly sequence?: SequenceCorrection;
}

/** Shots, and goals expected of shots, that what was believed before counts for: log((this + so far) / (this + expected so far)). */
export const pseudoShots = 20;
export const pseudoGoals = 3;

/** For so long after a goal both sides score less, seconds. */
export const afterGoalSeconds = 180;

/** From this part of the match on, minute 75, a side that is one behind presses. */
export const lateFrom = 6;
