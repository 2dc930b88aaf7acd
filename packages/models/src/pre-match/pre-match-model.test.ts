import { filterNames, placeOf, vectorLength } from "@touchline/prematch";
import { describe, expect, it } from "vitest";
import matchArtefact from "../artefacts/ensemble-match-3.json" with { type: "json" };
import shipped from "../artefacts/ensemble-none-3.json" with { type: "json" };
import type { PreMatchArtefact } from "./artefact.ts";
import type { Chances } from "./member-form.ts";
import { PreMatchModel } from "./pre-match-model.ts";
import { varianceShare } from "./uncertainty.ts";

const artefact = shipped as unknown as PreMatchArtefact;
const model = new PreMatchModel(artefact);
const england = "ENG-Premier League";

/** An average match between clubs, with changes. */
function vector(changes: Readonly<Record<string, number>> = {}): number[] {
  const values = Array.from({ length: vectorLength }, () => 1);
  artefact.contexts.clubs?.names.forEach((name, i) => {
    values[placeOf(name)] = artefact.contexts.clubs?.mean[i] as number;
  });
  for (const name of filterNames) {
    values[placeOf(`strengths.${name}.home`)] = 1.5;
    values[placeOf(`strengths.${name}.away`)] = 1.1;
  }
  for (const [name, value] of Object.entries(changes)) values[placeOf(name)] = value;
  return values;
}

describe("the ensemble", () => {
  it("expects about what all filters agree on, in every kind of competition", () => {
    for (const competition of [england, "E1", "INT-Friendly"]) {
      const { home, away } = model.belief(competition, vector());
      expect(home).toBeGreaterThan(1.35);
      expect(home).toBeLessThan(1.75);
      expect(away).toBeGreaterThan(0.95);
      expect(away).toBeLessThan(1.25);
    }
  });

  it("moves a side's goals by the factors of who is to play, and back", () => {
    const whole = model.belief(england, vector());
    const weakened = model.belief(england, vector({ "match.lineUp.home": 0.93, "match.lineUp.away": 1.04 }));
    expect(weakened.home).toBeCloseTo(whole.home * 0.93, 12);
    expect(weakened.away).toBeCloseTo(whole.away * 1.04, 12);
    expect(model.belief(england, vector())).toEqual(whole);
  });

  it("is as unsure of the strengths as models that see so much were found to be, and of nations as the filters are", () => {
    const values = vector({ "strengths.variance": 0.07 });
    expect(model.belief(england, values).variance).toBeCloseTo(0.07 * varianceShare.none, 15);
    expect(model.belief("INT-Friendly", values).variance).toBe(0.07);
  });

  it("is as unsure of a match whose prices nobody tells as one that looks at past odds only", () => {
    const match = new PreMatchModel(matchArtefact as unknown as PreMatchArtefact);
    const told = { "match.odds.home": 0.5, "match.odds.draw": 0.27, "match.odds.away": 0.23, "match.odds.missing": 0 };
    const priced = vector({ ...told, "match.odds.overMissing": 1, "strengths.variance": 0.07 });
    const unpriced = vector({ "match.odds.missing": 1, "match.odds.overMissing": 1, "strengths.variance": 0.07 });
    expect(match.belief(england, priced).variance).toBeCloseTo(0.07 * varianceShare.match, 15);
    expect(match.belief(england, unpriced).variance).toBeCloseTo(0.07 * varianceShare.past, 15);
  });

  it("goes on without a member that fails, as if it were not there", () => {
    const failing = {
      name: "broken",
      chances(): Chances {
        throw new RangeError("broken");
      },
    };
    const blend = artefact.kinds.topFive.blend;
    const { strengths = 0 } = blend.pool.weights;
    const weights = { ...blend.pool.weights, strengths: strengths / 2, broken: strengths / 2 };
    const weighed = { ...blend, pool: { ...blend.pool, weights } };
    const topFive = { ...artefact.kinds.topFive, blend: weighed };
    const broken = new PreMatchModel({ ...artefact, kinds: { ...artefact.kinds, topFive } }, [failing]);
    const { answers, chances } = broken.opinion(england, vector());
    expect(answers.broken).toBeNull();
    expect(chances[0] + chances[1] + chances[2]).toBeCloseTo(1, 12);
    expect(chances[0]).toBeCloseTo(model.opinion(england, vector()).chances[0], 2);
  });

  it("is moved by odds in no way where it may not look at them", () => {
    const priced = vector({ "strengths.market.home": 3, "strengths.marketTotals.away": 2.5 });
    expect(model.belief(england, priced)).toEqual(model.belief(england, vector()));
  });
});
