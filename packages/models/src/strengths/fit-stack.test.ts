import { resultChances } from "@touchline/odds";
import { describe, expect, it } from "vitest";
import { fitStack, type StackRow } from "./fit-stack.ts";
import { solveSymmetric } from "./solve-symmetric.ts";
import { type Stack, stacked } from "./stack.ts";

const truth: Stack = {
  supremacy: { sharp: 0.8, blunt: 0.4 },
  goals: { intercept: 0.1, weights: { sharp: 0.9 } },
};

/** Numbers from 0 to 1, the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function poisson(mean: number, random: () => number): number {
  let goals = 0;
  for (let left = random() - Math.exp(-mean), term = Math.exp(-mean); left > 0; goals++) {
    term *= mean / (goals + 1);
    left -= term;
  }
  return goals;
}

function playedBy(stack: Stack, count: number): StackRow[] {
  const random = numbers(7);
  return Array.from({ length: count }, () => {
    const opinion = () => ({ home: 0.7 + 1.6 * random(), away: 0.6 + 1.2 * random() });
    const opinions = { sharp: opinion(), blunt: opinion() };
    const rates = stacked(stack, opinions);
    return { opinions, home: poisson(rates.home, random), away: poisson(rates.away, random) };
  });
}

const options = { supremacy: ["sharp", "blunt"], goals: ["sharp"], ridge: 20 };

describe("a stack of opinions", () => {
  it("is found again from matches that were played by it", () => {
    const found = fitStack(playedBy(truth, 30_000), options);
    expect(found.supremacy.sharp).toBeCloseTo(0.8, 1);
    expect(found.supremacy.blunt).toBeCloseTo(0.4, 1);
    expect(found.goals.intercept).toBeCloseTo(0.1, 1);
    expect(found.goals.weights.sharp).toBeCloseTo(0.9, 1);
  });

  it("believes the first filter alone where there is nothing to learn from", () => {
    expect(fitStack([], options)).toEqual({
      supremacy: { sharp: 1, blunt: 0 },
      goals: { intercept: 0, weights: { sharp: 1 } },
    });
  });

  it("is mirrored when the sides change places", () => {
    const [row] = playedBy(truth, 1) as [StackRow];
    const swapped = Object.fromEntries(
      Object.entries(row.opinions).map(([name, { home, away }]) => [name, { home: away, away: home }]),
    );
    const [a, b] = [stacked(truth, row.opinions), stacked(truth, swapped)];
    expect(a.home).toBeCloseTo(b.away, 12);
    expect(resultChances(a.home, a.away).home).toBeCloseTo(resultChances(b.home, b.away).away, 6);
  });

  it("refuses to guess an opinion that is missing", () => {
    expect(() => stacked(truth, { sharp: { home: 1, away: 1 } })).toThrow(RangeError);
  });
});

describe("a symmetric system", () => {
  it("is solved, and refused where it has no single answer", () => {
    const a = [Float64Array.of(4, 2, 0), Float64Array.of(2, 5, 1), Float64Array.of(0, 1, 3)];
    const x = solveSymmetric(a, Float64Array.of(8, 15, 11));
    expect([...x].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2, 3]);
    expect(() => solveSymmetric([Float64Array.of(1, 1), Float64Array.of(1, 1)], Float64Array.of(1, 1))).toThrow(
      RangeError,
    );
  });
});
