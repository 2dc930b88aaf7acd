import { timelineErrors } from "./timeline-error.ts";

/** What is wrong with a datum, roughly; faults are counted by it. */
export type FaultClass = "missing" | "impossible" | "duplicate" | "late";

/**
 * Every reason for which a provider's record is refused: its class, what it means and what to do about it. docs/reason-codes.md
 * shows the same.
 */
export const reasonCodes = {
  UNKNOWN_FIXTURE: {
    class: "missing",
    means: "A line-up or an event came for a match whose fixture was never accepted.",
    toDo: "Look at the match's first dead letter: its fixture was refused, or the provider never sent one.",
  },
  UNKNOWN_TEAM: {
    class: "missing",
    means: "A fixture, or a result, names a team that data/team_aliases.csv does not know.",
    toDo: "Add the provider's name of the team to the table; a misspelt name would otherwise found a team of its own.",
  },
  IDENTITY_MISSING: {
    class: "missing",
    means: "A record does not say who tells it, or of which match, event, team, player or story it is.",
    toDo: "Correct the provider's adapter: without it a record cannot be told from others, nor be corrected.",
  },
  SIDE_MISSING: {
    class: "missing",
    means: "A goal, a card, a substitution or a shot does not say which side it counts for.",
    toDo: "Correct the provider's adapter; the fold would pass the event over, and the score would be wrong without a word.",
  },
  TIME_INVALID: {
    class: "impossible",
    means:
      "A time of the record is farther from 1970 than a date can be told, or a forecast was issued after it was told.",
    toDo: "Look at the adapter's unit: times are milliseconds since the epoch.",
  },
  IMPOSSIBLE_FIXTURE: {
    class: "impossible",
    means: "A side plays itself, or the kick-off is no time.",
    toDo: "Correct the fixture at the provider, or its mapping; the match is not followed until then.",
  },
  KICK_OFF_MOVED: {
    class: "impossible",
    means: "A kick-off was moved by more than 400 days (the farthest that a real one was, by a year, is Euro 2020's).",
    toDo: "Look at the provider's date: mostly the id of an old match was given to a new one. The first kick-off stays.",
  },
  IMPOSSIBLE_LINE_UP: {
    class: "impossible",
    means:
      "An announced team is not eleven, has a player twice or the other side's, starts two goalkeepers, or has none in its squad.",
    toDo: "Wait for the provider's next revision; the match goes on without this line-up.",
  },
  REVISION_INVALID: {
    class: "impossible",
    means: "A revision is not a whole number from 1.",
    toDo: "Correct the provider's adapter: it must count the versions of each statement.",
  },
  REVISION_CONFLICT: {
    class: "duplicate",
    means: "The same statement came again with the same revision and other content.",
    toDo: "The first version stays. Correct the adapter: whatever changes content must raise the revision.",
  },
  KEY_MISMATCH: {
    class: "impossible",
    means: "A record speaks of another match than its key names.",
    toDo: "Correct whoever wrote it: a match's records must share its partition, so the key is the match id.",
  },
  CLOCK_OUT_OF_RANGE: {
    class: "impossible",
    means: "An event's period is not 1 to 5, or its second cannot be within that period.",
    toDo: "Look at the adapter's reading of the provider's clock; a minute of the match may stand where seconds of the period belong.",
  },
  BAD_STOPPAGE: {
    class: "impossible",
    means: "Announced stoppage is not 0 to 1800 seconds.",
    toDo: "Look at the adapter: stoppage is told in seconds, of this period alone.",
  },
  MINUTE_WENT_BACK: {
    class: "late",
    means: "The clock of a match went back by more than two minutes, or to an earlier period.",
    toDo: "Nothing, where it is one late message; otherwise two feeds are mixed, or the provider restarted the clock.",
  },
  BAD_SCORE: {
    class: "impossible",
    means: "A score is not two whole numbers from 0.",
    toDo: "Correct the provider's adapter.",
  },
  SCORE_FELL: {
    class: "impossible",
    means: "The provider's score fell although no goal was cancelled, corrected or looked at by VAR.",
    toDo: "If a goal was taken back, the provider's cancellation is missing: the event that carries the score is not used.",
  },
  BAD_HALF_TIME: {
    class: "impossible",
    means: "A half-time score is not two whole numbers from 0, or is above the final score.",
    toDo: "Correct the result: nobody can tell which of the two scores is wrong, and a wrong final score spoils both sides' ratings.",
  },
  BAD_COUNTS: {
    class: "impossible",
    means: "A count of shots, corners, fouls or cards is not a whole number from 0.",
    toDo: "Correct the provider's adapter, or leave the count out (null).",
  },
  BAD_GOAL_TIMES: {
    class: "impossible",
    means: "Times of goals are not as many as the goals of each side, or a minute is not 1 to 150.",
    toDo: "Leave the times out (null) where not all are known.",
  },
  RESULT_BEFORE_KICK_OFF: {
    class: "impossible",
    means:
      "A final score came more than 24 hours before the kick-off that it names (where only the day is known, that is noon UTC).",
    toDo: "Correct the kick-off: a match of the future has no result, and this one would leak into predictions.",
  },
  BAD_EXPECTED_GOALS: {
    class: "impossible",
    means: "A shot's expected goals are not between 0 and 1.",
    toDo: "Look at the provider's unit: it may be per cent, or a sum over shots.",
  },
  ODDS_TOO_SHORT: {
    class: "impossible",
    means: "A decimal price is not above 1, so it would pay less than the stake.",
    toDo: "Look at the provider's format: it may be fractional or American odds.",
  },
  ODDS_TOO_LONG: {
    class: "impossible",
    means: "A decimal price is above 10,000, or no number.",
    toDo: "Look at the provider's format, and at what it gives where no bet is taken.",
  },
  BAD_SELECTIONS: {
    class: "impossible",
    means: "A market names an outcome twice, or one that it does not have, such as a draw of over and under.",
    toDo: "Look at the adapter: the prices of two markets are mixed.",
  },
  LINE_MISSING: {
    class: "missing",
    means: "Prices for over and under, or of a handicap, come without their line.",
    toDo: "Correct the adapter: without the line it is not known what was bet on.",
  },
  OVERROUND_ABSURD: {
    class: "impossible",
    means: "The inverse prices of a whole market add up to less than 0.8 or more than 1.8.",
    toDo: "Look at the adapter: prices stand in the wrong columns, or are of several moments.",
  },
  BAD_WEATHER: {
    class: "impossible",
    means:
      "A temperature is not -60 to 60 degrees Celsius, a wind not 0 to 110 m/s, or precipitation not 0 to 400 mm/h.",
    toDo: "Look at the units; a provider's mark for unknown, such as -999, is null here.",
  },
  WEATHER_EMPTY: {
    class: "missing",
    means: "A forecast tells neither temperature nor wind nor precipitation.",
    toDo: "Nothing, where it is rare; otherwise the adapter reads other fields than the provider fills.",
  },
  TEXT_MISSING: {
    class: "missing",
    means: "A piece of news has no headline.",
    toDo: "Look at the feed; without a headline there is nothing to show or to read.",
  },
  BAD_LANGUAGE: {
    class: "impossible",
    means: "The language of a piece of news is no code of ISO 639-1 (two small letters).",
    toDo: "Correct the adapter: en, not eng, EN or English.",
  },
  BAD_DATE: {
    class: "missing",
    means: "A line of a file of results has no day, or one that there is not. It is passed over.",
    toDo: "Correct the line: days are yyyy-mm-dd, or dd/mm/yyyy in football-data.co.uk's files.",
  },
  TEAM_MISSING: {
    class: "missing",
    means: "A line of a file of results does not name both teams. It is passed over.",
    toDo: "Correct the line, or delete it.",
  },
  SAME_TEAM: {
    class: "impossible",
    means: "A line of a file of results names one team twice. It is passed over.",
    toDo: "Correct the line.",
  },
  STATEMENT_NOT_JSON: {
    class: "impossible",
    means: "A line of a file of statements is not a JSON object.",
    toDo: "Give one statement a line, as JSON, in a file that was copied whole (it may be gzipped).",
  },
  STATEMENT_INVALID: {
    class: "impossible",
    means:
      "A line of a file of statements names no known kind of record, or a field is missing, unknown or of another type.",
    toDo: "Correct the field that the message names; docs/statements.md tells the form.",
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
