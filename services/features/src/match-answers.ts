import type { MatchEntry } from "@touchline/football";
import { foundIn, StoreReadError } from "@touchline/platform";
import { circumstancesOf, groups, manifestHash, manifestVersion, type Statement } from "@touchline/prematch";
import type { LineUp } from "@touchline/schemas";
import type { StoreReader } from "@touchline/streams";
import type { FormLookUp } from "./form-look-up.ts";
import { type LineageEntry, lineageAt } from "./lineage.ts";
import { matchAsOf } from "./match-as-of.ts";
import { preMatchFixtureOf } from "./pre-match.ts";

const names = groups.flatMap(({ features }) => features.map(({ name }) => name));

/** Entries as a refold store shows them. */
interface Entries<E> {
  readonly entries: Readonly<Record<string, E>>;
}

/**
 * What was known of a match at a moment, ms since the epoch: its fixture, its state in play, and all features by name. What was
 * said counts by the providers' clocks. Features are as of the moment or the kick-off, whichever is earlier, and by event time:
 * results of the days that count for it, as they are known now.
 */
export async function featuresAnswer(reader: StoreReader, history: FormLookUp, matchId: string, asOf: number) {
  const [match, earlier, statements] = await Promise.all([
    foundIn(reader, "match", matchId),
    versionsOf<MatchEntry>(reader, "earlier", matchId),
    versionsOf<Statement>(reader, "statements", matchId),
  ]);
  const entries = Object.values((match.value as Entries<MatchEntry>).entries);
  const { fixture, ...state } = matchAsOf(entries, earlier, asOf);
  if (fixture === null) {
    const message = `no fixture of ${matchId} had been told by ${new Date(asOf).toISOString()}: ask as of a later moment`;
    throw new StoreReadError("NOT_KNOWN_YET", message);
  }
  const featuresAsOf = Math.min(asOf, fixture.kickOff);
  const lineUps = [...entries, ...earlier].flatMap(({ schema, value }) =>
    schema === "LineUp" ? [value as LineUp] : [],
  );
  const known = circumstancesOf(fixture, lineUps, statements, featuresAsOf);
  const vector = history.vectorOf({ ...preMatchFixtureOf(fixture, known), asOf: featuresAsOf });
  return {
    matchId,
    asOf,
    manifest: manifestHash,
    manifestVersion,
    featuresAsOf,
    complete: history.isComplete(featuresAsOf),
    features: Object.fromEntries(names.map((name, i) => [name, vector[i] as number])),
    fixture,
    state: { ...state, home: state.home.counts, away: state.away.counts },
    task: match.task,
    positions: match.positions,
  };
}

/**
 * Where the features of a match come from, in one revision or the last: the inputs' places, and how far history was read. Those that are
 * still to come can be asked about once something was said for them, for a vector may have been published already.
 */
export async function lineageAnswer(reader: StoreReader, matchId: string, revision: number | undefined) {
  const [last, lineage] = await Promise.all([
    foundIn(reader, "revision", matchId),
    versionsOf<LineageEntry>(reader, "lineage", matchId),
  ]);
  const latest = last.value as number;
  const wanted = revision ?? latest;
  const found = lineageAt(lineage, wanted);
  if (found === undefined) {
    const message = `there are no features of ${matchId} in revision ${wanted} with a lineage: the last is ${latest}`;
    throw new StoreReadError("REVISION_UNKNOWN", message);
  }
  return { matchId, ...found, task: last.task, positions: last.positions };
}

/** Entries of a match in a store that may hold none of it. */
async function versionsOf<E>(reader: StoreReader, store: string, matchId: string): Promise<readonly E[]> {
  const found = await reader.get(store, matchId);
  return found?.at === "found" ? Object.values((found.value as Entries<E>).entries) : [];
}
