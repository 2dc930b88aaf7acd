import { readDataFile, readResults, readTeams, shippedFiles } from "@touchline/results";
import type { Played } from "./played.ts";
import { playedOf } from "./played-of.ts";

/** The league matches that data/ ships. */
export function shippedClubs(): readonly Played[] {
  const [clubs] = shippedFiles.results;
  const { rows } = readResults(readDataFile(clubs), clubs, readTeams());
  return rows.map(({ result }) => playedOf(result));
}
