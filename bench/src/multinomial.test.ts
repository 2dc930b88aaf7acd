import { describe, expect, it } from "vitest";
import { addToGram, fitMultinomial, lossOf } from "./multinomial.ts";

/** 300 rows of an intercept, a sign that half tells the outcome, and a column that tells nothing. */
const rows = Array.from({ length: 300 }, (_, i) => [1, i % 2 === 0 ? 1 : -1, ((i * 7) % 11) - 5]);
const outcomes = Uint8Array.from(rows, ([, sign], i) => (i % 5 === 0 ? 1 : (sign === 1) === i % 3 > 0 ? 0 : 2));
const design = { width: 3, values: Float64Array.from(rows.flat()) };
const gram = new Float64Array(9);
addToGram(gram, design, 0, rows.length);

function fitted(columns: readonly number[], ridge: number): Float64Array {
  const weights = new Float64Array(9);
  fitMultinomial(design, outcomes, rows.length, columns, gram, ridge, weights);
  return weights;
}

const loss = (weights: Float64Array) =>
  rows.reduce((sum, _, row) => sum + lossOf(design, row, outcomes[row] as number, weights), 0) / rows.length;

describe("the multinomial model", () => {
  it("gives the classes' shares where it knows nothing but them", () => {
    const shares = [0, 1, 2].map((outcome) => outcomes.filter((each) => each === outcome).length / rows.length);
    const entropy = -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
    expect(loss(fitted([0], 1))).toBeCloseTo(entropy, 6);
  });

  it("gives each group its own shares where a column tells the groups apart", () => {
    let expected = 0;
    for (const sign of [1, -1]) {
      const group = outcomes.filter((_, i) => rows[i]?.[1] === sign);
      for (const outcome of [0, 1, 2]) {
        const share = group.filter((each) => each === outcome).length / group.length;
        expected -= ((share * group.length) / rows.length) * Math.log(share);
      }
    }
    expect(loss(fitted([0, 1], 1e-4))).toBeCloseTo(expected, 3);
    expect(loss(fitted([0, 1], 1e-4))).toBeLessThan(loss(fitted([0], 1e-4)));
  });

  it("leaves a column out that it is not given, and shrinks the others with the ridge", () => {
    const weights = fitted([0, 2], 1);
    expect([1, 4, 7].map((i) => weights[i])).toEqual([0, 0, 0]);
    const size = (ridge: number) => Math.abs(fitted([0, 1], ridge)[1] as number);
    expect(size(1_000)).toBeLessThan(size(1) / 2);
  });
});
