import { placeOf, vectorLength } from "@touchline/prematch";
import { mulberry32 } from "@touchline/scoring";
import { expect, it } from "vitest";
import { poisson } from "../score-matrix.ts";
import { split } from "../strengths/stack.ts";
import { correction } from "./context.ts";
import { fitContext } from "./fit-context.ts";

it("what everything else says is found where it says something, and is nothing where it does not", () => {
  const random = mulberry32(11);
  const count = 60_000;
  const names = ["home.table.progress", "match.meetings.goalDifference", "home.table.rank", "away.table.rank"];
  const values = new Float64Array(count * vectorLength);
  const homeGoals = new Uint8Array(count);
  const awayGoals = new Uint8Array(count);
  const goalsOf = (rate: number) => {
    let left = random();
    return poisson(rate).findIndex((chance) => {
      left -= chance;
      return left < 0;
    });
  };
  for (let row = 0; row < count; row++) {
    const [progress = 0, meetings = 0, rank = 0] = names.slice(0, 3).map((name) => {
      const value = random();
      values[row * vectorLength + placeOf(name)] = value;
      return value;
    });
    values[row * vectorLength + placeOf("away.table.rank")] = 0.5;
    const { home, away } = split(2.6 * Math.exp(0.4 * (rank - 0.5)), 0.2 + 0.8 * (progress - 0.5) + 0 * meetings);
    homeGoals[row] = Math.max(0, goalsOf(home));
    awayGoals[row] = Math.max(0, goalsOf(away));
  }
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  const matches = {
    ...{ count, values, homeGoals, awayGoals },
    competitions: Array.from({ length: count }, () => "L"),
    seasons: new Int32Array(count),
    priced: new Uint8Array(count),
  };
  const supremacy = new Float64Array(count).fill(0.2);
  const logGoals = new Float64Array(count).fill(Math.log(2.6));
  const context = fitContext({ matches, rows, names, supremacy, logGoals });
  expect(context.names).toEqual(names.slice(0, 3));
  const at = (name: string, value: number) => {
    const vector = new Float64Array(vectorLength).fill(0.5);
    vector[placeOf(name)] = value;
    return correction(context, context.names.map(placeOf), vector);
  };
  const swing = (name: string) => at(name, 1).supremacy - at(name, 0).supremacy;
  expect(swing("home.table.progress")).toBeGreaterThan(0.45);
  expect(swing("home.table.progress")).toBeLessThan(0.9);
  expect(Math.abs(swing("match.meetings.goalDifference"))).toBeLessThan(0.1);
  const goals = at("home.table.rank", 1).goals - at("home.table.rank", 0).goals;
  expect(goals).toBeGreaterThan(0.03);
  expect(goals).toBeLessThan(0.45);
});
