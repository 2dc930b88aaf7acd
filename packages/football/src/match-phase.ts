import type { Fixture, Phase } from "@touchline/schemas";

/** What decides where a match stands. */
export interface PhaseFacts {
  readonly fixture: Fixture | null;
  /** Highest period that anything confirmed happened in; 0 before kick-off. */
  readonly period: number;
  /** Highest period whose end is known; 0 where none is. */
  readonly endedPeriod: number;
  /** Goals without shoot-out. */
  readonly homeGoals: number;
  readonly awayGoals: number;
}

/**
 * Where a match stands, from facts that do not depend on the order they became known in: an open period is live; the
 * end of the last known period is the end of the match where the score (and, after 90 minutes, the competition) has
 * settled it, and a break otherwise. What comes after a break that was none, comes as an event of a later period, and a
 * level match of unknown kind waits in the break: saying that it is over could not be taken back from a prediction.
 */
export function phaseOf(facts: PhaseFacts): Phase {
  const { fixture, period, endedPeriod } = facts;
  if (fixture !== null && calledOff.has(fixture.status)) return "CALLED_OFF";
  if (period === 0) return "PRE_MATCH";
  if (endedPeriod < period) return "LIVE";
  const level = facts.homeGoals === facts.awayGoals;
  switch (period) {
    case 1:
    case 3:
      return "BREAK";
    case 2:
      return level && (fixture === null || fixture.knockout) ? "BREAK" : "FINISHED";
    case 4:
      return level ? "BREAK" : "FINISHED";
    default:
      return "FINISHED";
  }
}

const calledOff: ReadonlySet<Fixture["status"]> = new Set(["POSTPONED", "CANCELLED", "ABANDONED"] as const);
