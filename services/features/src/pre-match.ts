import { createHash } from "node:crypto";
import { type Circumstances, circumstancesOf, fixtureOf, type PreMatchFixture } from "@touchline/prematch";
import type { Fixture, LineUp, PreMatch } from "@touchline/schemas";
import { matchFeatures } from "@touchline/topics";
import type { FormLookUp } from "./form-look-up.ts";
import { lineageId, readingOf } from "./lineage.ts";
import type { Context } from "./stores.ts";

/**
 * Publishes what is known before kick-off, as the numbers that the manifest names; where `evenIfSame` is false, only when they are not
 * those that were published last. Returns the moment that they are of, ms since the epoch; undefined where nothing was published.
 */
export function publishPreMatch(
  history: FormLookUp,
  fixture: Fixture,
  revision: number,
  { evenIfSame }: { readonly evenIfSame: boolean },
  context: Context,
): number | undefined {
  const { matchId, kickOff, competition } = fixture;
  const { stores, emit } = context;
  const known = knownOf(fixture, context);
  const vector = history.vectorOf(preMatchFixtureOf(fixture, known));
  const hash = createHash("sha256").update(vector).digest("base64url").slice(0, 22);
  if (!evenIfSame && stores.vector.get(matchId) === hash) return undefined;
  stores.vector.put(matchId, hash);
  const reading = readingOf(history, kickOff, revision, evenIfSame);
  stores.lineage.put(matchId, lineageId(reading), reading);
  const { complete, manifest } = reading;
  const values = [...vector];
  const value: PreMatch = { matchId, revision, competition, kickOff, asOf: known.at, complete, manifest, values };
  emit(matchFeatures, matchId, { schema: "PreMatch", value });
  return known.at;
}

/** All that was said by the last thing said: line-ups in every version, for which counts depends on the moment. */
function knownOf(fixture: Fixture, { stores }: Context): Circumstances {
  const { matchId } = fixture;
  const entries = [...stores.match.entries(matchId), ...stores.earlier.entries(matchId)];
  const lineUps = entries.flatMap(({ schema, value }) => (schema === "LineUp" ? [value as LineUp] : []));
  return circumstancesOf(fixture, lineUps, stores.statements.entries(matchId));
}

/** As offline, where a fixture is a result before it was played; with all that was said of it. */
export function preMatchFixtureOf(fixture: Fixture, known: Circumstances): PreMatchFixture {
  return { ...fixtureOf(fixture), known };
}
