import { expect, test } from "vitest";
import { poissonRegression } from "./poisson-regression.ts";

const row = (...values: number[]) => Float64Array.from(values);

test("two groups get the logs of their rates, with the errors of counts", () => {
  const { values, errors, observations } = poissonRegression(
    (emit) => {
      emit(row(1, 0), 30, Math.log(10));
      emit(row(1, 1), 90, Math.log(10));
    },
    [0, 0],
  );
  expect(values[0]).toBeCloseTo(Math.log(3), 6);
  expect(values[1]).toBeCloseTo(Math.log(3), 6);
  expect(errors[0]).toBeCloseTo(Math.sqrt(1 / 30), 6);
  expect(errors[1]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 90), 6);
  expect(observations).toBe(2);
});

test("what no observation speaks of stays where it began", () => {
  const { values } = poissonRegression((emit) => emit(row(1, 0), 4, 0), [0, 0.5]);
  expect(values[0]).toBeCloseTo(Math.log(4), 5);
  expect(values[1]).toBe(0.5);
});

test("a base that no step can reach is told", () => {
  expect(() => poissonRegression((emit) => emit(row(1), 0, 0), [0])).toThrow(RangeError);
});
