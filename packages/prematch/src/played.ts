import type { ClosingPrices, Counts, GoalTime } from "@touchline/schemas";

/** A match that was played, as history counts it. Numbers that nobody told are null. */
export interface Played {
  /** Natural identity, the same whoever reports it; orders the matches of a day. */
  readonly id: string;
  /** Day it was played, days since the epoch. */
  readonly day: number;
  readonly competition: string;
  readonly season: string;
  readonly home: string;
  readonly away: string;
  /** True where the home side was not at home. */
  readonly neutral: boolean;
  /** Goals after 90 minutes, or after extra time where history does not part them. */
  readonly homeGoals: number;
  readonly awayGoals: number;
  readonly halfTime: { readonly home: number; readonly away: number } | null;
  readonly homeCounts: Counts;
  readonly awayCounts: Counts;
  readonly referee: string | null;
  /** When goals fell, null where nobody told it of all of them. */
  readonly goalTimes: readonly GoalTime[] | null;
  /** Prices just before kick-off, null where nobody told. */
  readonly closing: ClosingPrices | null;
}

export const unknownCounts: Counts = Object.freeze({
  shots: null,
  shotsOnTarget: null,
  corners: null,
  fouls: null,
  yellowCards: null,
  redCards: null,
});

export const dayMs = 86_400_000;

/** Day of a moment, days since the epoch, UTC. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / dayMs);
}

/**
 * The last day whose results may be used for a match that kicks off then (ms since the epoch). Most of history knows only
 * the day, and a day is a local one that may end as late as noon UTC of the next: so results count from 24 h after the
 * noon of their day. No team plays twice in a day and a half, so nothing is lost by waiting.
 */
export function lastDayBefore(kickOff: number): number {
  return Math.floor((kickOff - dayMs / 2 - dayMs) / dayMs);
}

/** The moment that the last day ends whose results may be used for this kick-off: results of matches before it count. */
export function countsUntil(kickOff: number): number {
  return (lastDayBefore(kickOff) + 1) * dayMs;
}

export function compareInTime(a: Played, b: Played): number {
  return a.day - b.day || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
