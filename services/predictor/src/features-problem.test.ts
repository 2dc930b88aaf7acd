import { featuresOf, sideOf } from "@touchline/models/testing";
import type { Features } from "@touchline/schemas";
import { expect, test } from "vitest";
import { featuresProblem } from "./features-problem.ts";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const notFinite: [string, Partial<Features>][] = [
  ["second", { second: nan }],
  ["stoppage", { stoppage: infinity }],
  ["home expected goals", { home: sideOf({ expectedGoals: nan }) }],
  ["present away goals", { away: sideOf({ goals: infinity }) }],
  ["full-time home goals", { fullTime: { home: nan, away: 0 } }],
];

test.each(notFinite)("features whose %s is no finite number are refused by that name", (field, changes) => {
  const features = featuresOf(changes);
  const problem = featuresProblem(features.matchId, features);
  expect(problem?.code).toBe("FEATURES_OUT_OF_RANGE");
  expect(problem?.message).toContain(field);
});

test("features of a sound match are not refused", () => {
  expect(featuresProblem(featuresOf().matchId, featuresOf())).toBeUndefined();
});
