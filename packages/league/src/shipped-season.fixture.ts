import { readResults, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import type { PlayedMatch } from "./season.ts";

const teams = readTeams();
const results = readResultsFiles(shippedFiles.results[0]).flatMap(
  ({ name, bytes }) => readResults(bytes, name, teams).rows,
);

/** All matches of a season of the shipped results, in order of time. */
export function shippedSeason(competition: string, season: string): PlayedMatch[] {
  return results
    .map(({ result }) => result)
    .filter((result) => result.competition === competition && result.season === season)
    .sort((a, b) => a.kickOff - b.kickOff)
    .map(({ home, away, score }) => ({ home: home.id, away: away.id, homeGoals: score.home, awayGoals: score.away }));
}
