import { readDataFile } from "@touchline/results";
import { IngestError } from "./error.ts";

/** One line of a timeline file, with as much of it as a choice among matches needs. */
export interface TimelineFileLine {
  readonly id: string;
  /** Who recorded the match; its records carry the same. */
  readonly provider: string;
  readonly text: string;
  /** Worth showing: many goals, early ones, dismissals. Higher is better. */
  readonly appeal: number;
  readonly competition: string;
}

/** Lines of a timeline file. A line that is not JSON keeps its place with an id made from it, so that its match is refused by name. */
export function readTimelineFile(path: string): TimelineFileLine[] {
  const lines = readDataFile(path).toString("utf8").split("\n");
  return lines.flatMap((text, index) => (text.trim() === "" ? [] : [lineOf(text, index + 1)]));
}

/** The matches of these ids, in that order. Throws an `IngestError` MATCH_NOT_FOUND. */
export function matchesOf(lines: readonly TimelineFileLine[], ids: readonly string[]): TimelineFileLine[] {
  return ids.map((id) => {
    const line = lines.find((candidate) => candidate.id === id);
    if (line !== undefined) return line;
    const some = lines.slice(0, 3).map((candidate) => candidate.id);
    const broken = lines.filter((candidate) => !isJson(candidate.text)).length;
    const why = broken === 0 ? "" : `; ${broken} of them cannot be read as JSON, perhaps cut short`;
    throw new IngestError(
      "MATCH_NOT_FOUND",
      `there is no match ${id} among ${lines.length} (${some.join(", ")}${lines.length > 3 ? ", ..." : ""})${why}`,
    );
  });
}

/**
 * The most worthwhile matches, one of each competition before a second of any: what to show to somebody who asked for
 * none by name. The same file gives the same order.
 */
export function byAppeal(lines: readonly TimelineFileLine[]): TimelineFileLine[] {
  const ranked = [...lines].sort((a, b) => b.appeal - a.appeal || (a.id < b.id ? -1 : 1));
  const seen = new Map<string, number>();
  const rounds = ranked.map((line) => {
    const round = seen.get(line.competition) ?? 0;
    seen.set(line.competition, round + 1);
    return { line, round };
  });
  return rounds.sort((a, b) => a.round - b.round).map(({ line }) => line);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function lineOf(text: string, number: number): TimelineFileLine {
  // biome-ignore lint/suspicious/noExplicitAny: a foreign file; what is missing counts as nothing
  let json: any;
  try {
    json = JSON.parse(text);
  } catch {
    json = null;
  }
  const id = String(json?.id ?? `line ${number}`);
  return {
    id,
    provider: String(json?.src ?? id.split(":")[0]),
    text,
    appeal: appealOf(json?.events),
    competition: String(json?.comp),
  };
}

/** Seconds from kick-off in which a first goal is early. */
const earlySeconds = 900;

// biome-ignore lint/suspicious/noExplicitAny: as above
function appealOf(events: any): number {
  if (!Array.isArray(events)) return 0;
  const goals = events.filter((event) => event?.type === "goal");
  const dismissals = events.filter((event) => event?.type === "red" || event?.type === "second_yellow");
  const early = goals.some((goal) => goal.p === 1 && goal.s < earlySeconds);
  return Math.min(goals.length, 7) + (dismissals.length > 0 ? 1 : 0) + (early ? 5 : 0) + leadChanges(goals);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function leadChanges(goals: any[]): number {
  let lead = 0;
  let changes = 0;
  for (const { side } of goals) {
    const next = lead + (side === "home" ? 1 : -1);
    if (next === 0) changes++;
    lead = next;
  }
  return changes;
}
