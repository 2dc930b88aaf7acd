import { expect, test } from "vitest";
import { modelHashOf } from "./model-hash.ts";
import { strengthsPoisson } from "./strengths-poisson.ts";

test("a model's hash is another for another id and for any other parameter, however deep, and for nothing else", () => {
  const hash = modelHashOf("m-1", { rates: { home: 1.5, away: 1.1 }, lines: [0.5, 1.5] });
  expect(modelHashOf("m-1", { lines: [0.5, 1.5], rates: { away: 1.1, home: 1.5 } })).toBe(hash);
  expect(modelHashOf("m-2", { rates: { home: 1.5, away: 1.1 }, lines: [0.5, 1.5] })).not.toBe(hash);
  expect(modelHashOf("m-1", { rates: { home: 1.5, away: 1.11 }, lines: [0.5, 1.5] })).not.toBe(hash);
  expect(modelHashOf("m-1", { rates: { home: 1.5, away: 1.1 }, lines: [1.5, 0.5] })).not.toBe(hash);
});

test("strengths-poisson-1 has the parameters that it was published with: whoever changes one gives it another id", () => {
  expect(strengthsPoisson.id).toBe("strengths-poisson-1");
  expect(strengthsPoisson.hash).toBe("9864e62643631402afa75d1b95a3fdf4717e72454ec85b310c9c4902f2b6ad73");
});
