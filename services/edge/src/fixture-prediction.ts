import { createHash } from "node:crypto";
import type { RequestedPrediction } from "@touchline/client";
import type { Model } from "@touchline/models";
import type { Features, SideState } from "@touchline/schemas";
import type { FixtureVector } from "./features-service.ts";
import { marketsView } from "./markets-view.ts";

/** A prediction of a match by its teams, but for what each request says of it. */
export type FixturePrediction = Omit<RequestedPrediction, "asOf" | "lineage" | "scoreGrid"> & {
  readonly scoreGrid: NonNullable<RequestedPrediction["scoreGrid"]>;
  /** SHA-256 of the vector. */
  readonly vectorHash: string;
};

/** What a model expects of a match before its kick-off, from the vector of what was known. */
export function fixturePrediction(model: Model, { fixture }: FixtureVector, values: string): FixturePrediction {
  const bytes = Buffer.from(values, "base64");
  const { competition, season, kickOff, home, away, neutral } = fixture;
  const belief = model.beliefBefore(competition, doublesOf(bytes));
  const core = model.predict(featuresBefore(fixture), belief);
  return {
    ...{ matchId: null, competition, season, kickOff, homeTeam: home, awayTeam: away, neutral },
    ...{ phase: "PRE_MATCH", period: 0, second: 0, score: { home: 0, away: 0 }, suspended: false },
    ...marketsView(core),
    ...{ modelId: model.id, modelHash: model.hash },
    vectorHash: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** A buffer's bytes need not begin where a double may. */
export function doublesOf(bytes: Buffer): Float64Array {
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

const side: SideState = {
  ...{ goals: 0, yellowCards: 0, redCards: 0, men: 11, substitutions: 0 },
  ...{ shots: 0, shotsOnTarget: 0, expectedGoals: 0, lineUpKnown: false },
  ...{ recentShots: 0, recentExpectedGoals: 0 },
};

/** A match that nothing was told of but who is to play. */
function featuresBefore({ competition, season, kickOff, home, away, neutral }: FixtureVector["fixture"]): Features {
  const form = (teamId: string) => ({ teamId, lastPlayed: null, windows: [] });
  return {
    ...{ matchId: "", revision: 1, phase: "PRE_MATCH", period: 0, second: 0, stoppage: null, suspended: false },
    ...{
      competition,
      season,
      kickOff,
      neutral,
      knockout: false,
      homeTeam: home,
      awayTeam: away,
      home: side,
      away: side,
    },
    ...{
      halfTime: null,
      fullTime: null,
      shootOut: null,
      lastGoal: null,
      homeForm: form(home.id),
      awayForm: form(away.id),
    },
    ...{ formComplete: false, asOf: kickOff },
    cause: {
      ...{ record: "FIXTURE", provider: "", id: "fixture", revision: 1, status: "CONFIRMED", type: null },
      ...{ side: null, player: null, period: 0, second: 0, statement: null },
    },
  };
}
