import { expect, test } from "vitest";
import { formPoisson } from "./form-poisson.ts";
import { modelHashOf } from "./model-hash.ts";

test("a model's hash is another for another id and for any other parameter, however deep, and for nothing else", () => {
  const hash = modelHashOf("m-1", { rates: { home: 1.5, away: 1.1 }, lines: [0.5, 1.5] });
  expect(modelHashOf("m-1", { lines: [0.5, 1.5], rates: { away: 1.1, home: 1.5 } })).toBe(hash);
  expect(modelHashOf("m-2", { rates: { home: 1.5, away: 1.1 }, lines: [0.5, 1.5] })).not.toBe(hash);
  expect(modelHashOf("m-1", { rates: { home: 1.5, away: 1.11 }, lines: [0.5, 1.5] })).not.toBe(hash);
  expect(modelHashOf("m-1", { rates: { home: 1.5, away: 1.1 }, lines: [1.5, 0.5] })).not.toBe(hash);
});

test("form-poisson-1 has the parameters that it was published with: whoever changes one gives it another id", () => {
  expect(formPoisson.id).toBe("form-poisson-1");
  expect(formPoisson.hash).toBe("128c8f7b205b22d8d3ddf7eb66275c682acde81aabd79e4ea53a327004524a4b");
});
