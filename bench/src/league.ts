import { seasonForecast } from "@touchline/cli/league";
import { type LeagueForecast, openSeason, relegationOf, rulesOf, simulate } from "@touchline/league";
import { shippedModels, topFive } from "@touchline/models";
import { History, playedOf, type SeasonSoFar, seasonSoFar } from "@touchline/prematch";
import { readResults, readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import {
  brierScore,
  type CalibrationBin,
  calibrationBins,
  expectedCalibrationError,
  logLoss,
} from "@touchline/scoring";

const dayMs = 86_400_000;
const seasonsPlayed = 5_000;
const firstYear = 2006;

/** Means over teams, each a chance of yes or no, beside the same chance for all. */
interface Judged {
  readonly n: number;
  readonly brier: number;
  readonly logLoss: number;
  /** Mean difference of chance and outcome, by chance. */
  readonly ece: number;
  readonly baseRates: { readonly brier: number; readonly logLoss: number };
  readonly bins: readonly Pick<CalibrationBin, "n" | "said" | "happened">[];
}

interface Forecasts {
  readonly title: Judged;
  readonly topFour: Judged;
  readonly relegation: Judged;
  /** Share of teams whose points in the end lay in the middle 90 % of those that were foreseen. */
  readonly pointsWithin: number;
}

export interface LeagueReport {
  readonly model: string;
  readonly leagueSeasons: number;
  readonly seasonsPlayedOut: number;
  /** Strengths drawn for each season that is played out, and the same with strengths taken for known. */
  readonly uncertain: Forecasts;
  readonly certain: Forecasts;
  /** Ten thousand seasons of a league of twenty from its first day, without the model: median of five runs. */
  readonly wholeSeasonsMs: number;
}

/** Plays shipped seasons of the five large leagues out from half-way, and holds what was said against how they ended. */
export function league(say: (text: string) => void): LeagueReport {
  const teams = readTeams();
  const history = new History();
  const seasons = new Map<string, { competition: string; season: string }>();
  for (const { name, bytes } of shippedFiles.results.flatMap(readResultsFiles)) {
    for (const { result } of readResults(bytes, name, teams).rows) {
      history.put(playedOf(result));
      const { competition, season } = result;
      if (topFive.includes(competition) && Number.parseInt(season, 10) >= firstYear)
        seasons.set(`${competition} ${season}`, { competition, season });
    }
  }
  history.settle();
  const [model] = shippedModels;
  const found = { uncertain: [] as Ended[], certain: [] as Ended[] };
  let leagueSeasons = 0;
  for (const [name, { competition, season }] of [...seasons].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const all = seasonSoFar(history, competition, { season }) as SeasonSoFar;
    const ended = endOf(competition, all);
    if (ended === undefined) {
      say(`${name} was not played to its end`);
      continue;
    }
    leagueSeasons++;
    const half = seasonSoFar(history, competition, { season, asOf: halfTime(all) }) as SeasonSoFar;
    say(`${name}: ${half.played.length} of ${all.played.length} played`);
    for (const uncertain of [true, false]) {
      const forecast = seasonForecast(history, half, {
        competition,
        model,
        seasons: seasonsPlayed,
        seed: 1,
        uncertain,
      });
      for (const each of forecast.teams) {
        found[uncertain ? "uncertain" : "certain"].push({
          forecast: each,
          ended: ended.get(each.team) as LeagueForecast["teams"][number],
        });
      }
    }
  }
  return {
    model: model.id,
    leagueSeasons,
    seasonsPlayedOut: seasonsPlayed,
    uncertain: judged(found.uncertain),
    certain: judged(found.certain),
    wholeSeasonsMs: wholeSeasonsMs(),
  };
}

interface Ended {
  readonly forecast: LeagueForecast["teams"][number];
  readonly ended: LeagueForecast["teams"][number];
}

/** The day after the one on which half of the matches had been played, at noon. */
function halfTime({ played }: SeasonSoFar): number {
  const day = played[Math.floor(played.length / 2) - 1]?.day as number;
  return (day + 1) * dayMs + dayMs / 2;
}

/** Who ended where, by the league's rules; undefined where matches were left. */
function endOf(competition: string, { season, teams, played }: SeasonSoFar) {
  const open = openSeason(teams, played);
  if (open.left.length > 0) return undefined;
  const rules = rulesOf(competition);
  const over = simulate(open, { expected: [], rules, relegation: relegationOf(rules, season), seasons: 1, seed: 1 });
  return new Map(over.teams.map((each) => [each.team, each]));
}

function judged(all: readonly Ended[]): Forecasts {
  const of = (which: "title" | "topFour" | "relegation"): Judged => {
    const chances = Float64Array.from(all, ({ forecast }) => forecast[which]);
    const outcomes = Uint8Array.from(all, ({ ended }) => Math.round(ended[which]));
    const base = outcomes.reduce((sum, happened) => sum + happened, 0) / outcomes.length;
    const mean = (score: (chances: readonly number[], outcome: number) => number, chanceOf: (i: number) => number) =>
      rounded(outcomes.reduce((sum, yes, i) => sum + score([1 - chanceOf(i), chanceOf(i)], yes), 0) / outcomes.length);
    // what was never seen is not impossible: half a season of those that were played out
    const least = 0.5 / seasonsPlayed;
    const said = (i: number) => Math.min(1 - least, Math.max(least, chances[i] as number));
    const bins = calibrationBins(chances, outcomes);
    return {
      n: outcomes.length,
      brier: mean(brierScore, said),
      logLoss: mean(logLoss, said),
      ece: rounded(expectedCalibrationError(bins)),
      baseRates: { brier: mean(brierScore, () => base), logLoss: mean(logLoss, () => base) },
      bins: bins.map((bin) => ({ n: bin.n, said: rounded(bin.said), happened: rounded(bin.happened) })),
    };
  };
  const within = all.filter(
    ({ forecast, ended }) => ended.points >= forecast.lowPoints && ended.points <= forecast.highPoints,
  );
  return {
    title: of("title"),
    topFour: of("topFour"),
    relegation: of("relegation"),
    pointsWithin: rounded(within.length / all.length),
  };
}

/** Median of five runs, ms. */
function wholeSeasonsMs(): number {
  const teams = Array.from({ length: 20 }, (_, i) => `team ${i}`);
  const season = openSeason(teams, []);
  const rules = rulesOf("ESP-La Liga");
  const expected = season.left.map(() => ({ home: 1.5, away: 1.2, dependence: -0.09 }));
  const uncertainty = teams.map(() => ({ attackVariance: 0.01, covariance: 0, defenceVariance: 0.01 }));
  const times = Array.from({ length: 5 }, (_, seed) => {
    const began = performance.now();
    simulate(season, { expected, uncertainty, rules, relegation: { down: 3, playOff: 0 }, seasons: 10_000, seed });
    return performance.now() - began;
  });
  return Math.round(times.sort((a, b) => a - b)[2] as number);
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
