import { describe, expect, it } from "vitest";
import { breaks } from "./compatibility.ts";
import { inline, readDefinitions, roots } from "./definitions.ts";
import { publishedRecords, publishedVersions } from "./published.ts";

const definitions = readDefinitions();

describe("the published versions", () => {
  it.each(roots(definitions))("of %s and its definition read each other", (record) => {
    expect(breaks(JSON.stringify(inline(record, definitions)), publishedVersions(record))).toEqual([]);
  });

  it("are numbered without a gap and agree among themselves", () => {
    for (const record of publishedRecords()) {
      const versions = publishedVersions(record);
      expect(versions.map((v) => v.version)).toEqual(versions.map((_, index) => index + 1));
      for (const [index, { definition }] of versions.entries()) {
        expect(breaks(definition, versions.slice(0, index))).toEqual([]);
      }
    }
  });

  it("belong to records that are still defined: a record on a topic outlives the code that wrote it", () => {
    expect(publishedRecords().filter((record) => !definitions.has(record))).toEqual([]);
  });
});
