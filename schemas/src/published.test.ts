import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { breaks } from "./compatibility.ts";
import { inline, readDefinitions, roots } from "./definitions.ts";
import { publish, publishedRecords, publishedVersions } from "./published.ts";

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

describe("publishing", () => {
  const path = mkdtempSync(join(tmpdir(), "touchline-published-"));
  const folder = pathToFileURL(`${path}/`);
  afterAll(() => rmSync(path, { recursive: true }));
  const shot = (...fields: object[]): string => JSON.stringify({ type: "record", name: "Shot", fields });
  const id = { name: "id", type: "string" };
  const by = { name: "by", type: ["null", "string"], default: null };

  it("numbers the versions of a record, and adds none where nothing changed", () => {
    expect(publish("Shot", shot(id), folder)).toBe(1);
    expect(publish("Shot", shot(id), folder)).toBeUndefined();
    expect(publish("Shot", shot(id, by), folder)).toBe(2);
    expect(publishedVersions("Shot", folder)).toEqual([
      { version: 1, definition: shot(id) },
      { version: 2, definition: shot(id, by) },
    ]);
  });

  it("refuses a definition that breaks with an earlier version, and writes nothing", () => {
    expect(() => publish("Shot", shot(by), folder)).toThrow(
      expect.objectContaining({
        code: "SCHEMA_INCOMPATIBLE",
        message: expect.stringContaining("programs with version 1 could not read new records: Shot.id is missing"),
      }),
    );
    expect(readdirSync(new URL("Shot/", folder))).toEqual(["1.avsc", "2.avsc"]);
  });
});
