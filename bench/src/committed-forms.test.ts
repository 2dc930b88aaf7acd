import { expect, test } from "vitest";
import { differingKey } from "./committed-forms.ts";

const outputs = (...pairs: [string, string][]) => new Map(pairs);

test("outputs differ where a key's bytes do, or only one has it", () => {
  expect(differingKey(outputs(["a", "1"], ["b", "2"]), outputs(["b", "2"], ["a", "1"]))).toBeUndefined();
  expect(differingKey(outputs(["a", "1"]), outputs(["a", "2"]))).toBe("a");
  expect(differingKey(outputs(), outputs(["b", "2"]))).toBe("b");
  expect(differingKey(outputs(["b", "2"]), outputs())).toBe("b");
});
