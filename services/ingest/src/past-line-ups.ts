import { setImmediate } from "node:timers/promises";
import { parseTimeline, type TeamIdentities, TimelineError } from "@touchline/football";
import { linedUpRecord } from "@touchline/prematch";
import type { LinedUp } from "@touchline/schemas";
import type { TimelineFileLine } from "./timeline-file.ts";

const linesAtOnce = 50;

/**
 * Who played in the recorded matches of a file, by kick-off. Matches without both announced teams tell none, and neither do
 * lines that are no matches: whoever replays them refuses those. Others get their turn in between, for a file takes a second.
 */
export async function pastLineUps(lines: readonly TimelineFileLine[], teams: TeamIdentities): Promise<LinedUp[]> {
  const found = new Map<string, LinedUp>();
  for (const [index, { text }] of lines.entries()) {
    if (index % linesAtOnce === 0) await setImmediate();
    const record = lineUpsIn(text, teams);
    if (record !== null) found.set(record.matchId, record);
  }
  return [...found.values()].sort((a, b) => a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1));
}

function lineUpsIn(text: string, teams: TeamIdentities): LinedUp | null {
  try {
    return linedUpRecord(parseTimeline(text, teams).entries);
  } catch (error) {
    if (error instanceof TimelineError) return null;
    throw error;
  }
}
