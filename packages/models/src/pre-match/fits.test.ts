import { mulberry32 } from "@touchline/scoring";
import { describe, expect, it } from "vitest";
import { fitGoals } from "./fit-goals.ts";
import { fitOrderedLogit } from "./fit-ordered-logit.ts";
import { fitPool } from "./fit-pool.ts";
import type { Chances } from "./member-form.ts";
import { orderedChances } from "./ordered-logit.ts";
import { pooled } from "./pool.ts";

function drawn([home, draw]: Chances, random: () => number): 0 | 1 | 2 {
  const x = random();
  if (x < home) return 0;
  return x < home + draw ? 1 : 2;
}

function anyChances(random: () => number): Chances {
  const [a, b, c] = [0.2 + random(), 0.2 + random() / 2, 0.2 + random()];
  return [a / (a + b + c), b / (a + b + c), c / (a + b + c)];
}

describe("a pool that is fitted", () => {
  const random = mulberry32(3);
  const right = Array.from({ length: 20_000 }, () => anyChances(random));
  const outcomes = right.map((chances) => drawn(chances, random));

  it("goes on believing the member that is right, and gives none to one that guesses", () => {
    const guesses = right.map(() => anyChances(random));
    const { weights } = fitPool({ right, guesses }, outcomes, "right");
    expect(weights.right).toBeCloseTo(1, 1);
    expect(weights.guesses).toBeLessThan(0.05);
    expect(weights.guesses).toBeGreaterThanOrEqual(0);
  });

  it("comes to believe a member that says more than the one that was believed, as matches tell so", () => {
    const guesses = right.map(() => anyChances(random));
    const few = fitPool(
      { right: right.slice(0, 2_000), guesses: guesses.slice(0, 2_000) },
      outcomes.slice(0, 2_000),
      "guesses",
    );
    const many = fitPool({ right, guesses }, outcomes, "guesses");
    expect(few.weights.right).toBeGreaterThan(0);
    expect(many.weights.right).toBeGreaterThan((few.weights.right ?? 1) + 0.2);
    expect(many.weights.guesses).toBeLessThan((few.weights.guesses ?? 0) - 0.2);
  });

  it("cools a member that is too sure of itself", () => {
    const sure = right.map((chances) => pooled({ it: 2 }, [0, 0], { it: chances }));
    expect(fitPool({ sure }, outcomes, "sure").weights.sure).toBeLessThan(0.65);
  });
});

describe("an ordered logit that is fitted", () => {
  it("is the one that results were drawn from", () => {
    const random = mulberry32(5);
    const truth = { weights: [0.8, -0.4], cuts: [-0.7, 0.5] as const };
    const rows = Array.from({ length: 20_000 }, () => [4 * random() - 2, 4 * random() - 2]);
    const outcomes = rows.map((x) => drawn(orderedChances({ ...truth, cuts: [...truth.cuts] }, x), random));
    const found = fitOrderedLogit(rows, outcomes, 2);
    [...found.weights, ...found.cuts].forEach((value, i) => {
      expect(value).toBeCloseTo([...truth.weights, ...truth.cuts][i] as number, 1);
    });
  });
});

describe("the calibration of goals", () => {
  it("finds that strengths say too much, and by how much", () => {
    const random = mulberry32(7);
    const rows = Array.from({ length: 40_000 }, () => {
      const strengths = Math.log(2 + 1.6 * random());
      const goals = Math.exp(0.4 + 0.6 * strengths);
      const over = 1 - Math.exp(-goals) * (1 + goals + (goals * goals) / 2);
      return { strengths, prices: null, over: random() < over };
    });
    const { shift, scale, prices } = fitGoals(rows);
    expect(scale).toBeCloseTo(0.6, 1);
    expect(shift).toBeCloseTo(0.4, 1);
    expect(prices).toBe(0);
  });
});
