import { type History, seasonSoFar, type TeamStrength } from "@touchline/prematch";
import type { Team } from "@touchline/schemas";
import { competitionNamed, type FixtureProblem } from "./asked-fixture.ts";
import type { TeamDirectory } from "./team-directory.ts";

export interface SeasonQuery {
  /** As 2015/16; the last one that had begun if left out. */
  readonly season?: string | undefined;
  /** Ms since the epoch; all that is known counts if left out. */
  readonly asOf?: number | undefined;
}

/** A league's season so far; its matches by the places of their teams, in order of time. */
export interface SeasonAnswer {
  readonly competition: string;
  readonly season: string | null;
  /** Moment that matches that are left can be asked about as of, ms since the epoch. */
  readonly at: number;
  readonly teams: readonly (Team & Pick<TeamStrength, "attackVariance" | "covariance" | "defenceVariance">)[];
  readonly played: readonly (readonly [home: number, away: number, homeGoals: number, awayGoals: number])[];
  /** Number of changes of history that the answer has seen. */
  readonly version: number;
}

/** A season with no results has no teams; a competition that nobody knows is a problem. */
export function seasonAnswer(
  history: History,
  teams: TeamDirectory,
  text: string,
  query: SeasonQuery,
): SeasonAnswer | FixtureProblem {
  const competition = competitionNamed(text, history);
  if (typeof competition !== "string") return competition;
  const { version } = history.changes;
  const soFar = seasonSoFar(history, competition, query);
  if (soFar === undefined) {
    return { competition, season: query.season ?? null, at: query.asOf ?? 0, teams: [], played: [], version };
  }
  const { season, at, strengths } = soFar;
  const places = new Map(soFar.teams.map((id, i) => [id, i]));
  const placeOf = (id: string) => places.get(id) as number;
  return {
    competition,
    season,
    at,
    teams: soFar.teams.map((id, i) => {
      const { attackVariance, covariance, defenceVariance } = strengths[i] as TeamStrength;
      return { ...(teams.get(id) ?? { id, name: id }), attackVariance, covariance, defenceVariance };
    }),
    played: soFar.played.map((match) => [placeOf(match.home), placeOf(match.away), match.homeGoals, match.awayGoals]),
    version,
  };
}
