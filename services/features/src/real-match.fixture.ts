import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  formAsOf,
  type MatchEntry,
  parseTeamAliases,
  parseTimeline,
  TeamHistory,
  TeamIdentities,
  type Timeline,
} from "@touchline/football";
import type { MatchEvent } from "@touchline/schemas";
import type { FormLookUp } from "./form-look-up.ts";

const data = (name: string): Buffer => readFileSync(new URL(`../../../data/${name}`, import.meta.url));
const teams = new TeamIdentities(parseTeamAliases(data("team_aliases.csv").toString()));
const lines = gunzipSync(data("timelines_wyscout.jsonl.gz")).toString().trimEnd().split("\n");

/** A match of the shipped file, by the number in its id. */
export function realMatch(number: string): Timeline {
  const line = lines.find((each) => each.includes(`"id":"wyscout:${number}"`));
  if (line === undefined) throw new RangeError(`no match ${number} in the shipped file`);
  return parseTimeline(line, teams);
}

/** A look-up over results that a test puts in; complete unless told otherwise. */
export class TestHistory implements FormLookUp {
  readonly results = new TeamHistory();
  complete = true;
  /** Moments that someone was ready to wait for. */
  readonly waits: number[] = [];

  ready(kickOff: number): undefined {
    this.waits.push(kickOff);
    return undefined;
  }

  isComplete(): boolean {
    return this.complete;
  }

  formAsOf(teamId: string, kickOff: number) {
    return formAsOf(this.results, teamId, kickOff);
  }
}

/** The same entry in its next revision. */
export function revised(entry: MatchEntry, change: Partial<MatchEvent> = {}): MatchEntry {
  return { ...entry, value: { ...entry.value, ...change, revision: entry.value.revision + 1 } } as MatchEntry;
}
