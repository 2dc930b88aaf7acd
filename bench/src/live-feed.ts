import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { type MatchEntry, parseTimeline, type TeamIdentities } from "@touchline/football";
import { root } from "@touchline/local";

/** Real matches as one live afternoon: what is known before, then their events in turn. */
export interface Feed {
  readonly before: readonly MatchEntry[];
  readonly live: readonly MatchEntry[];
}

/** The first `matches` of the shipped timelines, `events` of their events, one match after the other in turn. */
export async function interleavedFeed(matches: number, events: number, teams: TeamIdentities): Promise<Feed> {
  const scripts: MatchEntry[][] = [];
  const lines = createInterface({
    input: createReadStream(resolve(root, "data/timelines_wyscout.jsonl.gz")).pipe(createGunzip()),
  });
  for await (const line of lines) {
    scripts.push([...parseTimeline(line, teams).entries]);
    if (scripts.length === matches) break;
  }
  const before = scripts.flatMap((script) => script.filter((entry) => entry.schema !== "MatchEvent"));
  const live = scripts.map((script) => script.filter((entry) => entry.schema === "MatchEvent"));
  const interleaved: MatchEntry[] = [];
  for (let i = 0; interleaved.length < events; i++) {
    const entry = live[i % matches]?.[Math.floor(i / matches)];
    if (entry !== undefined) interleaved.push(entry);
    else if (live.every((script) => script.length <= i / matches)) break;
  }
  return { before, live: interleaved.slice(0, events) };
}
