import fc from "fast-check";
import { expect, it } from "vitest";
import { type RidgeProblem, solveRidge } from "./conjugate-gradient.ts";

const width = 6;

const number = fc.double({ min: -3, max: 3, noNaN: true });
const aRow = fc.record({
  cells: fc.array(fc.tuple(fc.nat({ max: width - 1 }), number), { maxLength: 4 }),
  weight: fc.double({ min: 0, max: 2, noNaN: true }),
  target: number,
});

const aProblem: fc.Arbitrary<RidgeProblem> = fc
  .tuple(
    fc.array(aRow, { maxLength: 12 }),
    fc.array(fc.double({ min: 0.1, max: 50, noNaN: true }), { minLength: width, maxLength: width }),
  )
  .map(([rows, penalties]) => ({
    rows: {
      starts: Int32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).flatMap(({ cells }) => cells).length)]),
      columns: Int32Array.from(rows.flatMap(({ cells }) => cells.map(([column]) => column))),
      values: Float64Array.from(rows.flatMap(({ cells }) => cells.map(([, value]) => value))),
    },
    weights: Float64Array.from(rows, ({ weight }) => weight),
    targets: Float64Array.from(rows, ({ target }) => target),
    penalties: Float64Array.from(penalties),
  }));

function loss({ rows, weights, targets, penalties }: RidgeProblem, solution: Float64Array): number {
  let sum = 0;
  targets.forEach((target, row) => {
    let fitted = 0;
    for (let i = rows.starts[row] as number; i < (rows.starts[row + 1] as number); i++) {
      fitted += (rows.values[i] as number) * (solution[rows.columns[i] as number] as number);
    }
    sum += (weights[row] as number) * (target - fitted) ** 2;
  });
  penalties.forEach((penalty, i) => {
    sum += penalty * (solution[i] as number) ** 2;
  });
  return sum;
}

it("ends where no single coefficient can be moved to a smaller loss", () => {
  fc.assert(
    fc.property(aProblem, (problem) => {
      const found = solveRidge(problem);
      const least = loss(problem, found);
      for (let i = 0; i < width; i++) {
        for (const by of [-1e-4, 1e-4]) {
          const moved = Float64Array.from(found);
          moved[i] = (moved[i] as number) + by;
          expect(loss(problem, moved)).toBeGreaterThan(least);
        }
      }
    }),
  );
});

it("divides what one row says by weight and penalty", () => {
  const rows = { starts: Int32Array.of(0, 1), columns: Int32Array.of(0), values: Float64Array.of(1) };
  const one = { rows, weights: Float64Array.of(3), targets: Float64Array.of(8), penalties: Float64Array.of(1) };
  expect(solveRidge(one)[0]).toBeCloseTo(6, 12);
});
