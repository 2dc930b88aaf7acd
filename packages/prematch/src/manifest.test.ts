import { describe, expect, it } from "vitest";
import { asOfRules } from "./feature.ts";
import { groups, manifestVersion, placeOf, vectorLength } from "./manifest.ts";

const features = groups.flatMap((group) => group.features);

describe("the manifest", () => {
  it("gives each feature a name of its own and its place", () => {
    const names = features.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.map(placeOf)).toEqual(names.map((_, i) => i));
    expect(vectorLength).toBe(names.length);
  });

  it("refuses a name that it does not declare", () => {
    expect(() => placeOf("home.luck")).toThrow("no feature is called home.luck");
  });

  it("tells of each feature formula, unit, range, inputs and version", () => {
    for (const { name, formula, unit, range, inputs, since } of features) {
      const [least, most] = range;
      expect(formula, name).not.toBe("");
      expect(unit, name).not.toBe("");
      expect(least ?? Number.NEGATIVE_INFINITY, name).toBeLessThan(most ?? Number.POSITIVE_INFINITY);
      expect(inputs.length, name).toBeGreaterThan(0);
      for (const input of inputs) expect(asOfRules[input], `${name} is made from ${input}`).toBeDefined();
      expect(since <= manifestVersion && since >= 1, name).toBe(true);
    }
  });
});
