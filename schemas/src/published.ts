import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { breaks, type Version } from "./compatibility.ts";
import { SchemaError } from "./error.ts";

/**
 * Every version of every record that a registry has ever been given, `published/<Record>/<version>.avsc`. Records on a
 * topic outlive the program that wrote them, so these files are only ever added to; a definition that could not live
 * with one of them fails `npm test`, before a registry sees it.
 */
const published = new URL("../published/", import.meta.url);

/** Published versions of a record, the oldest first. */
export function publishedVersions(record: string, folder: URL = published): readonly Version[] {
  const versions = new URL(`${record}/`, folder);
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .map((file) => ({
      version: Number.parseInt(file, 10),
      definition: JSON.stringify(JSON.parse(readFileSync(new URL(file, versions), "utf8"))),
    }))
    .sort((a, b) => a.version - b.version);
}

/** Names of the records that have a published version. */
export function publishedRecords(): readonly string[] {
  return readdirSync(published).sort();
}

/** Whether the definition is the record's last published version. */
export function isPublished(record: string, definition: string): boolean {
  return publishedVersions(record).at(-1)?.definition === definition;
}

/**
 * Adds the definition as the record's next version; its number, or undefined where it is the last one already. Throws
 * SCHEMA_INCOMPATIBLE where an earlier version speaks against it.
 */
export function publish(record: string, definition: string, folder: URL = published): number | undefined {
  const versions = publishedVersions(record, folder);
  if (versions.at(-1)?.definition === definition) return undefined;
  const reasons = breaks(definition, versions);
  if (reasons.length > 0) {
    throw new SchemaError("SCHEMA_INCOMPATIBLE", `${record} cannot be published:\n  ${reasons.join("\n  ")}`);
  }
  const version = (versions.at(-1)?.version ?? 0) + 1;
  mkdirSync(new URL(`${record}/`, folder), { recursive: true });
  const text = `${JSON.stringify(JSON.parse(definition), null, 2)}\n`;
  writeFileSync(new URL(`${record}/${version}.avsc`, folder), text);
  return version;
}
