import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type MatchEntry, parseTeamAliases, parseTimeline, TeamIdentities, type Timeline } from "@touchline/football";
import { History, type PreMatchFixture, playedOf, teamFormAsOf, vectorOf } from "@touchline/prematch";
import type { MatchEvent, Result } from "@touchline/schemas";
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

/** All shipped matches. */
export function allMatches(): Timeline[] {
  return lines.map((line) => parseTimeline(line, teams));
}

/** A look-up over results that a test puts in; complete unless told otherwise. */
export class TestHistory implements FormLookUp {
  readonly history = new History();
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

  async settled(): Promise<void> {
    this.history.settle();
  }

  past() {
    this.history.settle();
    return this.history;
  }

  put(result: Result): void {
    this.history.put(playedOf(result));
    this.history.settle();
  }

  /** Results put in so far, as if they stood in one partition. */
  readTo() {
    return { "match.results": [this.history.size] };
  }

  formAsOf(teamId: string, kickOff: number) {
    return teamFormAsOf(this.history, teamId, kickOff);
  }

  vectorOf(fixture: PreMatchFixture) {
    return vectorOf(this.history, fixture);
  }
}

/** The same entry in its next revision. */
export function revised(entry: MatchEntry, change: Partial<MatchEvent> = {}): MatchEntry {
  return { ...entry, value: { ...entry.value, ...change, revision: entry.value.revision + 1 } } as MatchEntry;
}
