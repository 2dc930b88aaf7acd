import { describe, expect, it } from "vitest";
import { featuresPage } from "./features-page.ts";
import { groups } from "./manifest.ts";
import { manifestHash } from "./manifest-hash.ts";

describe("the page of the features", () => {
  const lines = featuresPage().split("\n");

  it("has a row for each feature, in the order of the vector", () => {
    const names = groups.flatMap((group) => group.features.map(({ name }) => name));
    const rows = lines.flatMap((line) => /^\| `([^`]+)` \|(?:[^|]*\|){5}$/.exec(line)?.[1] ?? []);
    expect(rows).toEqual(names);
  });

  it("names the manifest by its hash, and the rule that keeps the future out", () => {
    expect(lines.join(" ")).toContain(manifestHash);
    expect(lines.join(" ")).toContain("none of the day itself or later");
  });
});
