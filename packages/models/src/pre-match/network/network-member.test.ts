import { placeOf, vectorLength } from "@touchline/prematch";
import { describe, expect, it } from "vitest";
import { CompiledNetwork } from "./compiled-network.ts";
import { networkInputs } from "./network-inputs.ts";
import { networkMember } from "./network-member.ts";
import type { NetworkWeights } from "./network-weights.ts";

/** More goals for the home side, and fewer for the other, the more its Elo is above 1500. */
const weights: NetworkWeights = {
  inputs: ["home.elo", "away.elo"],
  mean: [1_500, 1_500],
  spread: [100, 100],
  layers: [
    { weights: [0.5, 0], biases: [0] },
    { weights: [0.2, -0.1], biases: [0, 0] },
  ],
};
const expected = () => ({ home: 1.5, away: 1.2 });
const member = networkMember(weights, expected);

function vector(homeElo: number): Float64Array {
  const values = new Float64Array(vectorLength);
  values[placeOf("home.elo")] = homeElo;
  return values;
}

describe("the network's opinion", () => {
  it("is what was expected times the factors that it has learnt", () => {
    const { home, away } = member.rates("E1", vector(1_700));
    expect(home).toBeCloseTo(1.5 * Math.exp(0.2 * Math.tanh(1)), 12);
    expect(away).toBeCloseTo(1.2 * Math.exp(-0.1 * Math.tanh(1)), 12);
    const [h, d, a] = member.chances("E1", vector(1_700));
    expect(h + d + a).toBeCloseTo(1, 12);
    expect(h).toBeGreaterThan(member.chances("E1", vector(1_500))[0]);
  });

  it("counts no input further from the mean than four spreads", () => {
    expect(member.rates("E1", vector(9_000))).toEqual(member.rates("E1", vector(1_900)));
    expect(member.rates("E1", vector(1_800))).not.toEqual(member.rates("E1", vector(1_900)));
  });

  it("leaves nations as they are expected: it has learnt from clubs", () => {
    expect(member.rates("INT-Friendly", vector(1_900))).toEqual(expected());
  });

  it("comes from features of the vector, none of them from odds where it may see none", () => {
    for (const odds of ["none", "past"] as const) {
      const inputs = networkInputs(odds);
      expect(() => inputs.map(placeOf)).not.toThrow();
      expect(new Set(inputs).size).toBe(inputs.length);
      expect(inputs.some((name) => /market|odds/.test(name))).toBe(odds === "past");
    }
  });

  it("is refused where layers do not fit each other", () => {
    const [first, last] = weights.layers as [NetworkWeights["layers"][0], NetworkWeights["layers"][0]];
    const wrong = [[first], [first, { weights: [0.2, -0.1, 0.3, 0], biases: [0, 0] }], [last, first]];
    for (const layers of wrong) expect(() => new CompiledNetwork({ ...weights, layers }, placeOf)).toThrow(RangeError);
  });
});
