import { type LeagueForecast, openSeason, relegationOf, rulesOf, simulate } from "@touchline/league";
import type { Model } from "@touchline/models";
import { type History, type SeasonSoFar, vectorOf } from "@touchline/prematch";

export interface ForecastOptions {
  readonly competition: string;
  readonly model: Model;
  readonly seasons: number;
  readonly seed: number;
  /** False where strengths are taken for known exactly. */
  readonly uncertain?: boolean;
}

/** How a season may end, from what was known at its moment. Throws a `LeagueError`. */
export function seasonForecast(
  history: History,
  soFar: SeasonSoFar,
  { competition, model, seasons, seed, uncertain = true }: ForecastOptions,
): LeagueForecast {
  const { season, at, strengths } = soFar;
  const rules = rulesOf(competition);
  const open = openSeason(soFar.teams, soFar.played);
  const fixture = { competition, season, kickOff: at, neutral: false, referee: null };
  const expected = open.left.map((pair) => model.beliefBefore(competition, vectorOf(history, { ...fixture, ...pair })));
  const uncertainty = uncertain ? strengths : undefined;
  return simulate(open, { expected, uncertainty, rules, relegation: relegationOf(rules, season), seasons, seed });
}
