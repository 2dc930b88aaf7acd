import { describe, expect, it } from "vitest";
import { hashOf, manifestHash } from "./manifest-hash.ts";

describe("the manifest's hash", () => {
  it("is of 64 hex digits", () => {
    expect(manifestHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("does not depend on the order of keys, only on what they hold", () => {
    const hash = hashOf({ elo: { k: 20, homeAdvantage: 100 }, names: ["a", "b"] });
    expect(hashOf({ names: ["a", "b"], elo: { homeAdvantage: 100, k: 20 } })).toBe(hash);
    expect(hashOf({ names: ["b", "a"], elo: { homeAdvantage: 100, k: 20 } })).not.toBe(hash);
    expect(hashOf({ names: ["a", "b"], elo: { homeAdvantage: 100, k: 21 } })).not.toBe(hash);
    // SHA-256 of {"a":1}
    expect(hashOf({ a: 1 })).toBe("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
  });
});
