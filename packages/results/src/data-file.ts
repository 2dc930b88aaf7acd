import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseTeamAliases, TeamIdentities } from "@touchline/football";
import { ResultsError } from "./error.ts";

const shipped = join(import.meta.dirname, "../../../data");

/** The data that the repository ships; data/README.md tells its origin. */
export const shippedFiles = {
  timelines: join(shipped, "timelines_wyscout.jsonl.gz"),
  results: [join(shipped, "results_clubs.csv.gz"), join(shipped, "results_international.csv.gz")],
  teamAliases: join(shipped, "team_aliases.csv"),
} as const;

/** Whole content of a file, unpacked where it is gzipped. Throws an `ResultsError` FILE_UNREADABLE. */
export function readDataFile(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (cause) {
    throw new ResultsError("FILE_UNREADABLE", `${path} cannot be read (${(cause as Error).message})`, { cause });
  }
}

export function readTeams(path: string = shippedFiles.teamAliases): TeamIdentities {
  return new TeamIdentities(parseTeamAliases(readDataFile(path).toString("utf8")));
}
