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

test("strengths-none-1+in-play-2 has the parameters that it was published with: whoever changes one gives it another id", () => {
  expect(strengthsPoisson.id).toBe("strengths-none-1+in-play-2");
  expect(strengthsPoisson.hash).toBe("5ae2a97243b1b19c8fdc5b523ef125bf1684a29c03f66061af9aa6ae22873d07");
});
