import { topFive } from "@touchline/models";
import { fixtureOf, History, playedOf, vectorLength, vectorOf } from "@touchline/prematch";
import { shippedResults } from "../parity/shipped-results.ts";

/** Matches of the five large leagues in the order of time, with what was known before each. */
export interface LeagueMatches {
  readonly competitions: readonly string[];
  /** Vectors, one after the other. */
  readonly values: Float64Array;
  /** 0 home win, 1 draw, 2 away win. */
  readonly outcomes: Uint8Array;
  readonly homeGoals: Uint8Array;
  readonly awayGoals: Uint8Array;
  /** Year that the season of each began in. */
  readonly seasons: Int32Array;
}

/** The shipped ones of some seasons. */
export function leagueMatches(from: number, until: number): LeagueMatches {
  const history = new History();
  const results = shippedResults();
  for (const result of results) history.put(playedOf(result));
  history.settle();
  const seasonOf = (season: string) => Number.parseInt(season, 10);
  const matches = results.filter(
    ({ competition, season }) => topFive.includes(competition) && seasonOf(season) >= from && seasonOf(season) <= until,
  );
  const values = new Float64Array(matches.length * vectorLength);
  matches.forEach((match, row) => {
    values.set(vectorOf(history, fixtureOf(match)), row * vectorLength);
  });
  return {
    competitions: matches.map(({ competition }) => competition),
    values,
    outcomes: Uint8Array.from(matches, ({ score: { home, away } }) => (home > away ? 0 : home === away ? 1 : 2)),
    homeGoals: Uint8Array.from(matches, ({ score }) => score.home),
    awayGoals: Uint8Array.from(matches, ({ score }) => score.away),
    seasons: Int32Array.from(matches, ({ season }) => seasonOf(season)),
  };
}

/** The matches from `from` up to `to`; no vector is copied. */
export function someOf(matches: LeagueMatches, from: number, to: number): LeagueMatches {
  return {
    competitions: matches.competitions.slice(from, to),
    values: matches.values.subarray(from * vectorLength, to * vectorLength),
    outcomes: matches.outcomes.subarray(from, to),
    homeGoals: matches.homeGoals.subarray(from, to),
    awayGoals: matches.awayGoals.subarray(from, to),
    seasons: matches.seasons.subarray(from, to),
  };
}
