import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseTeamAliases, type TeamAlias, TeamIdentities } from "@touchline/football";
import { ResultsError } from "./error.ts";
import { filesInZip, isZip } from "./zip-file.ts";

const shipped = join(import.meta.dirname, "../../../data");

/** The data that the repository ships; data/README.md tells its origin. */
export const shippedFiles = {
  timelines: join(shipped, "timelines_wyscout.jsonl.gz"),
  results: [join(shipped, "results_clubs.csv.gz"), join(shipped, "results_international.csv.gz")],
  teamAliases: join(shipped, "team_aliases.csv"),
} as const;

/** A file of results, by its name in messages. */
export interface ResultsFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Whole content of a file, unpacked where it is gzipped. Throws an `ResultsError` FILE_UNREADABLE. */
export function readDataFile(path: string): Buffer {
  return readable(path, () => {
    const bytes = readFileSync(path);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  });
}

/** The file, or the CSV files that an archive (.zip) holds, as `<archive>/<name>`. Throws as `readDataFile` does. */
export function readResultsFiles(path: string): ResultsFile[] {
  const bytes = readDataFile(path);
  if (!isZip(bytes)) return [{ name: path, bytes }];
  const files = readable(path, () => filesInZip(bytes, (name) => /\.csv$/i.test(name)));
  return files.map((file) => ({ name: `${path}/${file.name}`, bytes: file.bytes }));
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new ResultsError("FILE_UNREADABLE", `${path} cannot be read (${(cause as Error).message})`, { cause });
  }
}

export function readTeams(path: string = shippedFiles.teamAliases): TeamIdentities {
  return new TeamIdentities(readAliases(path));
}

/** Rows of the reviewed table of team names. */
export function readAliases(path: string = shippedFiles.teamAliases): TeamAlias[] {
  return parseTeamAliases(readDataFile(path).toString("utf8"));
}
