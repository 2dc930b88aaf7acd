import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { independentPoisson, poisson } from "./score-matrix.ts";

const anyRate = fc.double({ min: 0, max: 20, noNaN: true });
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

describe("a side's distribution of goals", () => {
  test("sums to 1 and has the rate as its mean", () => {
    fc.assert(
      fc.property(anyRate, (rate) => {
        const chances = poisson(rate);
        expect(sum(chances)).toBeCloseTo(1, 13);
        expect(sum(chances.map((chance, goals) => chance * goals))).toBeCloseTo(rate, 9);
      }),
    );
  });

  test("leaves out less than 1e-12", () => {
    fc.assert(
      fc.property(anyRate, (rate) => {
        let term = Math.exp(-rate);
        let left = 0;
        for (let goals = 0; goals < 200; goals++) {
          if (goals >= poisson(rate).length) left += term;
          term *= rate / (goals + 1);
        }
        expect(left).toBeLessThan(1e-12);
      }),
      { numRuns: 50 },
    );
  });

  test("is no longer than it has to be: two dozen goals are enough for a rate of 3", () => {
    expect(poisson(3).length).toBeLessThanOrEqual(24);
    expect([...poisson(0)]).toEqual([1]);
  });
});

test("the two sides' goals are independent", () => {
  const { rows, columns, probabilities } = independentPoisson({ home: 1.6, away: 0.9 });
  expect(rows).toBeGreaterThan(columns);
  expect(probabilities).toHaveLength(rows * columns);
  expect(sum(probabilities)).toBeCloseTo(1, 13);
  expect(probabilities[2 * columns + 1]).toBeCloseTo(Math.exp(-2.5) * (1.6 ** 2 / 2) * 0.9, 12);
});
