import { manifestHash, type PreMatchFixture } from "@touchline/prematch";
import type { Fixture, PreMatch } from "@touchline/schemas";
import type { FormLookUp, MatchForm } from "./form-look-up.ts";

/** What is known before kick-off, as the numbers that the manifest names; read together with the form. */
export function preMatchOf(history: FormLookUp, fixture: Fixture, { complete }: MatchForm, revision: number): PreMatch {
  const { matchId, kickOff } = fixture;
  const values = [...history.vectorOf(preMatchFixtureOf(fixture))];
  return { matchId, revision, kickOff, complete, manifest: manifestHash, values };
}

/** A provider's identity of the referee says nothing to history, which knows him by the name that results give. */
export function preMatchFixtureOf({ competition, season, kickOff, home, away, neutral }: Fixture): PreMatchFixture {
  return { competition, season, kickOff, home: home.id, away: away.id, neutral, referee: null };
}
