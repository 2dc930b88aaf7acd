import { readDataFile, readResults, readTeams, shippedFiles } from "@touchline/results";
import type { Result } from "@touchline/schemas";

/** All results that come along, one a match, in the order of time. */
export function shippedResults(): Result[] {
  const teams = readTeams();
  const results = new Map<string, Result>();
  for (const file of shippedFiles.results) {
    for (const { result } of readResults(readDataFile(file), file, teams).rows) results.set(result.matchId, result);
  }
  return [...results.values()].sort((a, b) => a.kickOff - b.kickOff || (a.matchId < b.matchId ? -1 : 1));
}
