import { expect, test } from "vitest";
import { choose } from "./choice.ts";
import type { ModelRegistry } from "./model-registry.ts";
import { after, fourModels } from "./registry.fixture.ts";

const matches = Array.from({ length: 20_000 }, (_, i) => `wyscout:${2_500_000 + i}`);
const answers = (registry: ModelRegistry) => matches.map((match) => choose(registry, match).answers);
const shareOfModel = (registry: ModelRegistry, id: string) =>
  answers(registry).filter((answer) => answer === id).length / matches.length;

const shadowed = after(fourModels, { action: "SHADOW", modelId: "b" }, { action: "SHADOW", modelId: "c" });
const split = (registry: ModelRegistry, modelId: string, share: number) =>
  after(registry, { action: "SPLIT", modelId, share });

test("without a canary the live model answers for all", () => {
  expect(new Set(answers(fourModels))).toEqual(new Set(["a"]));
});

test("models in the shadow stage are asked of each match, others are not", () => {
  expect(choose(shadowed, "m").shadows).toEqual(["b", "c"]);
  expect(choose(split(shadowed, "b", 0.5), "m").shadows).toEqual(["c"]);
  expect(choose(after(shadowed, { action: "RETIRE", modelId: "b" }), "m").shadows).toEqual(["c"]);
});

test("canaries answer for about their shares of the matches", () => {
  const registry = split(split(shadowed, "b", 0.1), "c", 0.3);
  expect(shareOfModel(registry, "b")).toBeCloseTo(0.1, 2);
  expect(Math.abs(shareOfModel(registry, "c") - 0.3)).toBeLessThan(0.01);
  expect(Math.abs(shareOfModel(registry, "a") - 0.6)).toBeLessThan(0.01);
});

test("shares that sum to 1 leave nothing to the live model", () => {
  expect(shareOfModel(split(split(shadowed, "b", 0.25), "c", 0.75), "a")).toBe(0);
});

test("a share that grows keeps the matches that it had", () => {
  const [little, more] = [answers(split(shadowed, "b", 0.1)), answers(split(shadowed, "b", 0.4))];
  for (const [i, answer] of little.entries()) if (answer === "b") expect(more[i]).toBe("b");
});

test.each([
  ["b", "c"],
  ["c", "b"],
])("a second canary takes no match of the first, nor does a change of its share: %s, then %s", (one, two) => {
  const alone = answers(split(shadowed, one, 0.2));
  const both = split(split(shadowed, one, 0.2), two, 0.5);
  for (const after of [answers(both), answers(split(both, two, 0.8))]) {
    for (const [i, answer] of alone.entries()) if (answer === one) expect(after[i]).toBe(one);
  }
});

test("which matches one canary draws says nothing of those that another draws in its place", () => {
  const [first, second] = [answers(split(shadowed, "b", 0.5)), answers(split(shadowed, "c", 0.5))];
  const both = matches.filter((_, i) => first[i] === "b" && second[i] === "c").length / matches.length;
  expect(Math.abs(both - 0.25)).toBeLessThan(0.015);
});

test("promotion and roll back move every match that no canary has", () => {
  const promoted = after(shadowed, { action: "PROMOTE", modelId: "b" });
  expect(choose(promoted, "m")).toEqual({ answers: "b", shadows: ["c", "a"] });
  expect(choose(after(promoted, { action: "ROLL_BACK" }), "m")).toEqual({ answers: "a", shadows: ["c", "b"] });
});
