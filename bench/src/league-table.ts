import { type Table, tableOf } from "@touchline/learning";
import { topFive, voteFeatures } from "@touchline/models";
import { fixtureOf, History, placeOf, playedOf, vectorOf } from "@touchline/prematch";
import { readResults, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import type { Result } from "@touchline/schemas";

/** Matches of the five large leagues in the order of time: what the vote looks at, and how each ended. */
export interface LeagueTable {
  readonly table: Table;
  /** 0 home win, 1 draw, 2 away win. */
  readonly labels: Uint8Array;
  /** Year that the season of each began in. */
  readonly seasons: Int32Array;
}

/** Reads files of results, those that are shipped if none are named; every vector is as of the day before its match. */
export function leagueTable(files: readonly string[], odds: "none" | "past", from: number, until: number): LeagueTable {
  const history = new History();
  const results = new Map<string, Result>();
  const teams = readTeams();
  for (const { name, bytes } of (files.length > 0 ? files : shippedFiles.results).flatMap(readResultsFiles)) {
    for (const { result } of readResults(bytes, name, teams).rows) results.set(result.matchId, result);
  }
  for (const result of results.values()) history.put(playedOf(result));
  history.settle();
  const matches = [...results.values()]
    .filter(({ competition }) => topFive.includes(competition))
    .filter(({ season }) => seasonOf(season) >= from && seasonOf(season) <= until)
    .sort((a, b) => seasonOf(a.season) - seasonOf(b.season) || (a.matchId < b.matchId ? -1 : 1));
  const names = voteFeatures(odds);
  const places = names.map(placeOf);
  const rows = matches.map((match) => {
    const vector = vectorOf(history, fixtureOf(match));
    return places.map((place) => vector[place] as number);
  });
  return {
    table: tableOf(names, rows),
    labels: Uint8Array.from(matches, ({ score: { home, away } }) => (home > away ? 0 : home === away ? 1 : 2)),
    seasons: Int32Array.from(matches, ({ season }) => seasonOf(season)),
  };
}

function seasonOf(season: string): number {
  return Number.parseInt(season, 10);
}
