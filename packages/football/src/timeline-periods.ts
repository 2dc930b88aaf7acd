import type { Score, Side } from "@touchline/schemas";
import { periodSeconds } from "./period-length.ts";
import type { TimelineEvent, TimelineLine } from "./timeline-line.ts";

/** A period as it was played. */
export interface PlayedPeriod {
  readonly period: number;
  /** Length with stoppage, seconds. */
  readonly seconds: number;
  /** Real time from kick-off to its start, seconds, the breaks included. */
  readonly startsAt: number;
}

/** Break before each period, seconds: half-time, before and within extra time, before a shoot-out. */
const breakBefore = [0, 0, 900, 300, 120, 300] as const;

/**
 * Periods that a match had. Each lasts until its end in the file, and at least until the last thing told of it; without
 * any end, as long as periods last.
 */
export function playedPeriods(line: TimelineLine): PlayedPeriod[] {
  const told = [...line.events, ...line.shots];
  const had = (period: number): boolean =>
    period <= 2 ||
    told.some((thing) => thing.period === period) ||
    (period <= 4 && line.decided === "EXTRA_TIME") ||
    (period === 5 && line.decided === "PENALTIES");
  let startsAt = 0;
  return [1, 2, 3, 4, 5].filter(had).map((period) => {
    const ended = line.events.some((event) => event.period === period && event.type === "period_end");
    const inPeriod = told.filter((thing) => thing.period === period && (thing.exact || !ended));
    const seconds = Math.max(ended ? 0 : (periodSeconds[period] ?? 0), ...inPeriod.map((thing) => thing.second));
    startsAt += breakBefore[period] ?? 0;
    const played = { period, seconds, startsAt };
    startsAt += seconds;
    return played;
  });
}

/**
 * Goals that the file's final score has and its events lack: each at the end of the period that the half-time score or
 * the score after 90 minutes puts it in, otherwise of the last. The stated half-time score counts only as far as the
 * final score bears it out: some are wrong.
 */
export function missingGoals(
  line: TimelineLine,
  periods: readonly PlayedPeriod[],
): { type: "GOAL"; period: number; second: number; side: Side }[] {
  if (line.final === null) return [];
  const { final } = line;
  const last = periods.filter(({ period }) => period <= 4).at(-1)?.period ?? 2;
  const stated: readonly (readonly [number, Score | null])[] = [
    [1, line.halfTime],
    [2, last === 2 ? final : line.after90],
    [last, final],
  ];
  return (["HOME", "AWAY"] as const).flatMap((side) => {
    const pick = (score: Score): number => (side === "HOME" ? score.home : score.away);
    let missing = pick(final) - goalsUpTo(line.events, last, side);
    let added = 0;
    return stated.flatMap(([period, score]) => {
      if (score === null) return [];
      const lacking = pick(score) - goalsUpTo(line.events, period, side) - added;
      const count = Math.max(0, Math.min(missing, lacking));
      missing -= count;
      added += count;
      const second = periods.find((played) => played.period === period)?.seconds ?? 0;
      return Array.from({ length: count }, () => ({ type: "GOAL" as const, period, second, side }));
    });
  });
}

function goalsUpTo(events: readonly TimelineEvent[], period: number, side: Side): number {
  return events.filter((event) => event.type === "goal" && event.period <= period && event.side === side).length;
}
