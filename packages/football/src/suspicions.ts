import type { FaultClass } from "./reason-codes.ts";

/**
 * What is odd about a record that is let pass all the same, or makes it say nothing new: its class, what it means and why
 * it is not refused. Each is counted. docs/data-quality.md shows the same.
 */
export const suspicionCodes = {
  REPEATED: {
    class: "duplicate",
    means: "The same record came again.",
    why: "Feeds repeat themselves after each break. It says nothing new and is passed over.",
  },
  STALE: {
    class: "late",
    means: "A revision came that is lower than the one known.",
    why: "The higher revision wins wherever it is folded. It is passed over.",
  },
  TOLD_LATE: {
    class: "late",
    means:
      "An event came when the clock of its match was two minutes beyond it; or prices or a forecast, after younger ones.",
    why: "State is folded in match order and readers take the youngest, so what comes late lands where it belongs.",
  },
  TOLD_TWICE: {
    class: "duplicate",
    means:
      "Two prices of one market, or two forecasts for an hour, bear the same time and differ; or two lines of files tell one match in two ways.",
    why: "They carry no revision that could decide. Of results the one that came last counts; of prices and forecasts it is settled by what they say, so that order does not matter.",
  },
  UNREADABLE: {
    class: "impossible",
    means: "A part of a line of a file of results is not what it should be: a count that is no number, half a market.",
    why: "The rest of the line is right; the part is left out, as if it were empty.",
  },
  FIXTURE_TWICE: {
    class: "duplicate",
    means:
      "A provider tells a match of the same two teams within 36 hours under another id; or two results of them, on a day and the next, with the same score.",
    why: "The first id may be the dead one, and to refuse the second would lose the match. Results have an identity of their own.",
  },
  TEAM_TWICE_A_DAY: {
    class: "impossible",
    means: "A team has two matches whose kick-offs are less than 12 hours apart.",
    why: "It has happened: clubs and associations have fielded two teams on a day. Nobody can tell which is wrong.",
  },
  KICK_OFF_FAR: {
    class: "impossible",
    means: "A fixture's kick-off is more than three years from the provider's clock.",
    why: "Recorded matches may be told years later. In a live feed it means seconds for milliseconds, or a wrong year.",
  },
  BEFORE_KICK_OFF: {
    class: "impossible",
    means: "Play is told more than three hours before the fixture's kick-off, by the provider's clock.",
    why: "Kick-offs are moved at short notice, and what is played is better known than what was planned.",
  },
  SCORE_JUMPED: {
    class: "missing",
    means: "The provider's scoreboard rose by two goals or more at once.",
    why: "A goal's event is missing or still to come; the scoreboard itself may well be right.",
  },
  CONTEXT_MISSING: {
    class: "missing",
    means: "A fixture or result does not name its competition or its season.",
    why: "The score counts; only what is measured against the competition is taken from means.",
  },
  SEASON_MISMATCH: {
    class: "impossible",
    means: "A match is played outside the season that it names.",
    why: "Only the table and the share of the season played are read from it; the date decides everything else.",
  },
  COUNTS_CONTRADICT: {
    class: "impossible",
    means: "A side has more shots on target than shots.",
    why: "The score is right even so, as in five of the shipped matches; form is a mean over many.",
  },
  MARKET_INCOMPLETE: {
    class: "missing",
    means: "An open market lacks the price of an outcome.",
    why: "Bookmakers take single outcomes off. Each price is one; only the overround cannot be worked out.",
  },
  OVERROUND_UNUSUAL: {
    class: "impossible",
    means: "The inverse prices of a whole market add up to less than 1 or more than 1.25.",
    why: "Exchanges, and the best of several bookmakers, go below 1; small leagues and late minutes go above.",
  },
  CLOCK_AHEAD: {
    class: "impossible",
    means: "The provider's clock is more than five minutes ahead of ours.",
    why: "What is told is right; only its age is not. Either clock may be wrong.",
  },
  RETURN_PASSED: {
    class: "late",
    means: "A player is told to be out though the day of his expected return has passed.",
    why: "Returns are put off without a new date; the state counts, not the date.",
  },
} as const satisfies Record<string, { readonly class: FaultClass; readonly means: string; readonly why: string }>;

export type SuspicionCode = keyof typeof suspicionCodes;

/** What is odd about a record that is let pass. */
export interface Suspicion {
  readonly code: SuspicionCode;
  /** What is odd, with what. */
  readonly message: string;
}

export function suspicion(code: SuspicionCode, message: string): Suspicion {
  return { code, message };
}
