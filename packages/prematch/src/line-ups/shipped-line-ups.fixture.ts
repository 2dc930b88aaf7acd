import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseTeamAliases, parseTimeline, TeamIdentities, type Timeline } from "@touchline/football";
import type { LineUp, MatchEvent } from "@touchline/schemas";
import { type LinedUpMatch, linedUpMatch } from "./stints.ts";

const data = (name: string): Buffer => readFileSync(new URL(`../../../../data/${name}`, import.meta.url));

/** A shipped match that was recorded as it was played. */
export interface ShippedLineUps {
  readonly timeline: Timeline;
  readonly lineUps: { readonly home: LineUp; readonly away: LineUp };
  /** Null where the record contradicts itself. */
  readonly match: LinedUpMatch | null;
}

/** The 1,273 matches of data/timelines_wyscout.jsonl.gz in the order of the file. */
export function shippedLineUps(): readonly ShippedLineUps[] {
  const teams = new TeamIdentities(parseTeamAliases(data("team_aliases.csv").toString()));
  const lines = gunzipSync(data("timelines_wyscout.jsonl.gz")).toString().trimEnd().split("\n");
  return lines.map((line) => {
    const timeline = parseTimeline(line, teams);
    const events: MatchEvent[] = [];
    const sides = new Map<string, LineUp>();
    for (const entry of timeline.entries) {
      if (entry.schema === "LineUp") sides.set(entry.value.side, entry.value);
      if (entry.schema === "MatchEvent") events.push(entry.value);
    }
    const lineUps = { home: sides.get("HOME") as LineUp, away: sides.get("AWAY") as LineUp };
    return { timeline, lineUps, match: linedUpMatch(timeline.fixture, lineUps, events) };
  });
}
