import type { MatchEntry } from "@touchline/football";
import type { KnownLog } from "./known-log.ts";
import { byAppeal, matchesOf, type TimelineFileLine } from "./timeline-file.ts";

/**
 * The matches to replay: those of the ids; or, of a number, so many of the most eventful that the log does not hold to
 * their end. So each start has something to show, and one that was interrupted goes on.
 */
export function chooseMatches(
  lines: readonly TimelineFileLine[],
  wanted: number | readonly string[],
  known: KnownLog,
): TimelineFileLine[] {
  if (typeof wanted !== "number") return matchesOf(lines, wanted);
  return byAppeal(lines)
    .filter(({ id, text }) => !isOver(known, id, lastPeriodOf(text)))
    .slice(0, wanted);
}

/** A silence may be written while the last whistle comes in, and then stands behind it. */
function isOver(known: KnownLog, matchId: string, lastPeriod: number): boolean {
  const last = known.entriesOf(matchId).findLast((entry) => !isSilence(entry));
  return last?.schema === "MatchEvent" && last.value.type === "PERIOD_END" && last.value.period >= lastPeriod;
}

function isSilence({ schema, value }: MatchEntry): boolean {
  return schema === "MatchEvent" && value.type === "SILENCE";
}

/** Last period that a line tells the end of. */
function lastPeriodOf(text: string): number {
  const ends = text.matchAll(/"p":\s*(\d),[^{}]*"type":\s*"period_end"/g);
  return Math.max(2, ...[...ends].map(([, period]) => Number(period)));
}
