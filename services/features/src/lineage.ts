import { entryId, type MatchEntry } from "@touchline/football";
import { manifestHash, type Statement } from "@touchline/prematch";
import type { Origin } from "@touchline/streams";
import type { FormLookUp } from "./form-look-up.ts";

/** An input that was accepted: where it stands, and from which features on it counts. */
export interface LineageInput {
  readonly of: "input";
  /** First revision of the features that it is in. */
  readonly revision: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Identity within the match, e.g. `event:wyscout/254`, ... */
  readonly id: string;
  /** ... and its version. */
  readonly version: number;
}

/** A reading of history for a match: how far the views that it was read from had read. */
export interface LineageReading {
  readonly of: "reading";
  /** Revision of the features that it was first used for, and of the PreMatch that tells of it. */
  readonly revision: number;
  /** True where both sides' form was read too; else what is said of the match has moved the vector alone. */
  readonly form: boolean;
  /** Hash of the manifest that its vector goes by. */
  readonly manifest: string;
  /** False where results that count were not all known. */
  readonly complete: boolean;
  /** By topic, offset to read next of each partition: what stands below was known, in its last version a key. */
  readonly readTo: Readonly<Record<string, readonly number[]>>;
}

/** What is kept of where a match's features come from; beside the match, so that its state says nothing of offsets. */
export type LineageEntry = LineageInput | LineageReading;

export function inputOf({ topic, partition, offset }: Origin, entry: MatchEntry, revision: number): LineageInput {
  const { revision: version } = entry.value;
  return { of: "input", revision, topic, partition, offset: Number(offset), id: entryId(entry), version };
}

/** What was said of the match to come or of one of its teams, where it stands in its own topic. */
export function statementInputOf(
  { topic, partition, offset }: Origin,
  statement: Statement,
  revision: number,
): LineageInput {
  const place = { topic, partition, offset: Number(offset) };
  return { of: "input", revision, ...place, id: statementName(statement), version: versionOf(statement) };
}

/** Identity of what a statement speaks of: what is said of the same later is another version of it. */
export function statementName({ schema, value }: Statement): string {
  const { provider } = value;
  switch (schema) {
    case "Availability":
      return `availability:${provider}/${value.teamId}/${value.player.id ?? value.player.name}`;
    case "Weather":
      return `weather:${provider}/${value.validAt}`;
    case "NewsItem":
      return `news:${provider}/${value.teamId}/${value.itemId}`;
    case "Odds":
      return `${value.inPlay ? "odds-in-play" : "odds"}:${provider}/${value.market}${value.line === null ? "" : `/${value.line}`}`;
  }
}

/** Forecasts and prices have no revision: the one that was issued or said later is the later version. */
function versionOf({ schema, value }: Statement): number {
  switch (schema) {
    case "Availability":
      return value.revision;
    case "Weather":
      return value.issuedAt;
    case "NewsItem":
      return 1;
    case "Odds":
      return value.providerTime;
  }
}

/** `kickOff`: of the match that history was read for, ms since the epoch. `form`: whether both sides' form was read as well. */
export function readingOf(history: FormLookUp, kickOff: number, revision: number, form: boolean): LineageReading {
  const complete = history.isComplete(kickOff);
  return { of: "reading", revision, form, manifest: manifestHash, complete, readTo: history.readTo() };
}

/** Identity of an entry within its match. */
export function lineageId(entry: LineageEntry): string {
  return entry.of === "input" ? `${entry.topic} ${entry.partition}@${entry.offset}` : `reading ${entry.revision}`;
}

/** By revision; within one, the reading first, then inputs as they stand in their topic. */
export function compareLineage(a: LineageEntry, b: LineageEntry): number {
  if (a.revision !== b.revision) return a.revision - b.revision;
  if (a.of === "input" && b.of === "input") {
    if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
    return a.partition - b.partition || a.offset - b.offset;
  }
  return a.of === b.of ? 0 : a.of === "reading" ? -1 : 1;
}

type Reading = Pick<LineageReading, "revision" | "complete" | "readTo">;

/** Where the features of one revision come from. */
export interface Lineage {
  readonly revision: number;
  /** The reading of history that both sides' form comes from; null where history had not been read for the match. */
  readonly form: Reading | null;
  /** The reading that the last vector of what was known before kick-off comes from. */
  readonly preMatch: (Reading & Pick<LineageReading, "manifest">) | null;
  /** Everything that was accepted by then, in order. `superseded`: a later version of the same statement is among them too. */
  readonly inputs: readonly (Omit<LineageInput, "of"> & { readonly superseded: boolean })[];
}

/** The lineage of a revision, from all entries of its match; undefined where there are no features of that revision. */
export function lineageAt(entries: readonly LineageEntry[], revision: number): Lineage | undefined {
  const known = entries.filter((entry) => entry.revision <= revision).sort(compareLineage);
  if (!known.some((entry) => entry.revision === revision)) return undefined;
  const readings = known.filter((entry) => entry.of === "reading");
  const form = readings.findLast((reading) => reading.form);
  const preMatch = readings.at(-1);
  const versions = new Map<string, number>();
  for (const entry of known) {
    if (entry.of === "input") versions.set(entry.id, Math.max(entry.version, versions.get(entry.id) ?? 0));
  }
  const inputs = known.flatMap((entry) => {
    if (entry.of !== "input") return [];
    const { of: _, ...rest } = entry;
    return [{ ...rest, superseded: (versions.get(entry.id) ?? 0) > entry.version }];
  });
  return {
    revision,
    form: form === undefined ? null : shown(form),
    preMatch: preMatch === undefined ? null : { ...shown(preMatch), manifest: preMatch.manifest },
    inputs,
  };
}

function shown({ revision, complete, readTo }: LineageReading): Reading {
  return { revision, complete, readTo };
}
