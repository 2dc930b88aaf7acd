import { mulberry32 } from "@touchline/scoring";
import { describe, expect, it } from "vitest";
import { SimdMatrix } from "./simd-matrix.ts";

const random = mulberry32(4);
const draw = (count: number) => Float64Array.from({ length: count }, () => 8 * random() - 4);

describe.each([
  [1, 1],
  [16, 58],
  [37, 3],
  [256, 51],
])("a matrix of %i rows and %i columns", (rows, columns) => {
  const [weights, biases, x] = [draw(rows * columns), draw(rows), draw(columns)];
  const matrix = new SimdMatrix(weights, biases, columns);
  const expected = biases.map((bias, row) => {
    let sum = bias;
    for (let i = 0; i < columns; i++) sum += (weights[row * columns + i] as number) * (x[i] as number);
    return sum;
  });

  it("multiplies as a plain loop does, to the last bit, again and again", () => {
    for (let round = 0; round < 2; round++) {
      matrix.input.set(x);
      matrix.multiply();
      expect(Float64Array.from(matrix.output)).toEqual(expected);
    }
  });

  it("puts cosines in the place of what it says", () => {
    matrix.input.set(x);
    matrix.multiply();
    matrix.cosines();
    expected.forEach((sum, row) => {
      expect(Math.abs((matrix.output[row] as number) - Math.cos(sum))).toBeLessThan(1e-13);
    });
  });
});

describe("many matrices", () => {
  it("share memory without writing in each other's", () => {
    const matrices = Array.from({ length: 300 }, () => {
      const [weights, biases] = [draw(40 * 30), draw(40)];
      return { weights, biases, matrix: new SimdMatrix(weights, biases, 30) };
    });
    const x = draw(30);
    for (const { matrix } of matrices) matrix.input.set(x);
    for (const { matrix } of matrices) matrix.multiply();
    for (const { weights, biases, matrix } of matrices) {
      let last = biases[39] as number;
      for (let i = 0; i < 30; i++) last += (weights[39 * 30 + i] as number) * (x[i] as number);
      expect(matrix.output[39]).toBe(last);
    }
  });
});
