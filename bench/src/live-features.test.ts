import { impossibleIn } from "@touchline/football";
import { vectorLength } from "@touchline/prematch";
import { expect, test } from "vitest";
import { fedMatches } from "./live-features.ts";

test("matches that the predictor is fed with are such as can be, from their fixture to their end", () => {
  const matches = fedMatches(5);
  expect(new Set(matches.map(({ matchId }) => matchId)).size).toBe(5);
  for (const { matchId, known, features } of matches) {
    expect([known.matchId, known.values.length]).toEqual([matchId, vectorLength]);
    expect(features.flatMap((each) => impossibleIn(each) ?? [])).toEqual([]);
    expect(features.map(({ revision }) => revision)).toEqual(features.map((_, i) => i + 1));
    expect([features[0], features.at(-1)].map((each) => each?.phase)).toEqual(["PRE_MATCH", "FINISHED"]);
  }
});
