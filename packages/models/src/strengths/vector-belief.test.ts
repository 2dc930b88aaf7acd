import { filterNames, placeOf, vectorLength } from "@touchline/prematch";
import { expect, test } from "vitest";
import { strengthsPoisson } from "../strengths-poisson.ts";

function vector(changes: Readonly<Record<string, number>>): number[] {
  const values = Array.from({ length: vectorLength }, () => 1);
  for (const name of filterNames) {
    values[placeOf(`strengths.${name}.home`)] = 1.5;
    values[placeOf(`strengths.${name}.away`)] = 1.1;
  }
  for (const [name, value] of Object.entries(changes)) values[placeOf(name)] = value;
  return values;
}
const rates = (changes: Readonly<Record<string, number>> = {}, competition = "ENG-Premier League") =>
  strengthsPoisson.beliefBefore(competition, vector(changes));

test("rates before a match are about what all filters agree on, in every kind of competition", () => {
  for (const competition of ["ENG-Premier League", "E1", "INT-Friendly"]) {
    const { home, away } = rates({}, competition);
    expect(home).toBeGreaterThan(1.35);
    expect(home).toBeLessThan(1.75);
    expect(away).toBeGreaterThan(0.95);
    expect(away).toBeLessThan(1.25);
  }
});

test("an absence moves its own side's goals and the other's by the factors of the vector, and back", () => {
  const whole = rates();
  const weakened = rates({ "match.lineUp.home": 0.93, "match.lineUp.away": 1.04 });
  expect(weakened.home).toBeCloseTo(whole.home * 0.93, 12);
  expect(weakened.away).toBeCloseTo(whole.away * 1.04, 12);
  expect(rates()).toEqual(whole);
});
