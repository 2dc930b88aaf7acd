import { timelineErrors } from "./timeline-error.ts";

/**
 * Every reason for which a provider's record is refused: what it means and what to do about it. docs/reason-codes.md
 * shows the same.
 */
export const reasonCodes = {
  UNKNOWN_FIXTURE: {
    means: "A line-up or an event came for a match whose fixture was never accepted.",
    toDo: "Look at the match's first dead letter: its fixture was refused, or the provider never sent one.",
  },
  UNKNOWN_TEAM: {
    means: "A fixture, or a result, names a team that data/team_aliases.csv does not know.",
    toDo: "Add the provider's name of the team to the table; a misspelt name would otherwise found a team of its own.",
  },
  IMPOSSIBLE_FIXTURE: {
    means: "A side plays itself, or the kick-off is no time.",
    toDo: "Correct the fixture at the provider, or its mapping; the match is not followed until then.",
  },
  IMPOSSIBLE_LINE_UP: {
    means:
      "An announced team is not eleven, has a player twice or the other side's, starts two goalkeepers, or has none in its squad.",
    toDo: "Wait for the provider's next revision; the match goes on without this line-up.",
  },
  REVISION_INVALID: {
    means: "A revision is not a whole number from 1.",
    toDo: "Correct the provider's adapter: it must count the versions of each statement.",
  },
  REVISION_CONFLICT: {
    means: "The same statement came again with the same revision and other content.",
    toDo: "The first version stays. Correct the adapter: whatever changes content must raise the revision.",
  },
  KEY_MISMATCH: {
    means: "A record speaks of another match than its key names.",
    toDo: "Correct whoever wrote it: a match's records must share its partition, so the key is the match id.",
  },
  CLOCK_OUT_OF_RANGE: {
    means: "An event's period is not 1 to 5, or its second cannot be within that period.",
    toDo: "Look at the adapter's reading of the provider's clock; a minute of the match may stand where seconds of the period belong.",
  },
  BAD_STOPPAGE: {
    means: "Announced stoppage is not 0 to 1800 seconds.",
    toDo: "Look at the adapter: stoppage is told in seconds, of this period alone.",
  },
  MINUTE_WENT_BACK: {
    means: "The clock of a match went back by more than two minutes, or to an earlier period.",
    toDo: "Nothing, where it is one late message; otherwise two feeds are mixed, or the provider restarted the clock.",
  },
  BAD_SCORE: {
    means: "A score is not two whole numbers from 0.",
    toDo: "Correct the provider's adapter.",
  },
  SCORE_FELL: {
    means: "The provider's score fell although no goal was cancelled, corrected or looked at by VAR.",
    toDo: "If a goal was taken back, the provider's cancellation is missing: the event that carries the score is not used.",
  },
  BAD_EXPECTED_GOALS: {
    means: "A shot's expected goals are not between 0 and 1.",
    toDo: "Look at the provider's unit: it may be per cent, or a sum over shots.",
  },
  ODDS_TOO_SHORT: {
    means: "A decimal price is not above 1, so it would pay less than the stake.",
    toDo: "Look at the provider's format: it may be fractional or American odds.",
  },
  ...timelineErrors,
} as const;

export type ReasonCode = keyof typeof reasonCodes;

/** Why a record is refused. */
export interface Refusal {
  readonly code: ReasonCode;
  /** What was wrong, with what. */
  readonly message: string;
}

export function refusal(code: ReasonCode, message: string): Refusal {
  return { code, message };
}
