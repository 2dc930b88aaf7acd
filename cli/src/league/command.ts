import { LeagueError, type LeagueForecast, rulesOf } from "@touchline/league";
import { shippedModels } from "@touchline/models";
import { seasonSoFar } from "@touchline/prematch";
import { readAliases, readTeams } from "@touchline/results";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { knownResults } from "../features/known-results.ts";
import { readOptions } from "../options.ts";
import { seasonForecast } from "./season-forecast.ts";

const halfDayMs = 43_200_000;

const options = {
  competition: { about: "the league, e.g. ENG-Premier League", placeholder: "ID" },
  season: { about: "as 2015/16; the last one that had begun if left out", placeholder: "SEASON" },
  "as-of": { about: "only matches before this day count; all that are known if left out", placeholder: "DAY" },
  history: {
    about: "files of results, in any form that is known; those that are shipped if none is given",
    placeholder: "FILE...",
    list: true,
  },
  odds: { about: "which odds the model may see: none, or past", placeholder: "USE", default: "none" },
  seasons: { about: "how often the rest is played out", placeholder: "N", default: 10_000, range: [1, 1_000_000] },
  seed: { about: "the same seed, the same bytes", placeholder: "N", default: 1, range: [0, 4_294_967_295] },
  json: { about: "prints one line of JSON" },
} as const;

export const league: Command = {
  name: "league",
  about:
    "Plays the rest of a league's season out ten thousand times: points, and chances of title, top four and relegation.",
  usage: '--competition "ENG-Premier League" [--season 2015/16] [--as-of 2016-01-01] [options]',
  options,
  notes:
    "Each pair meets once at either ground; leagues that split or end in play-offs are refused. Points taken away by a ruling are not known.",
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    const { competition } = values;
    if (competition === undefined) throw new CliError("OPTION_INVALID", "Say which league: --competition ID.");
    const model = shippedModels.find(({ card }) => card.odds === values.odds);
    if (model === undefined)
      throw new CliError("OPTION_INVALID", `--odds ${values.odds}: no shipped model has seen such odds.`);
    const asOf = values["as-of"] === undefined ? undefined : dayOf(values["as-of"]);
    rulesOf(competition);
    const { history } = knownResults([...values.history, ...rest], readTeams());
    const soFar = seasonSoFar(history, competition, { season: values.season, asOf });
    if (soFar === undefined) {
      const which = values.season ?? "a season that had begun";
      throw new LeagueError("SEASON_UNKNOWN", `${competition}: no result of ${which} is known.`);
    }
    const began = performance.now();
    const { seasons, seed } = values;
    const forecast = seasonForecast(history, soFar, { competition, model, seasons, seed });
    const ms = Math.round(performance.now() - began);
    const report = {
      competition,
      season: soFar.season,
      asOf: new Date(soFar.at).toISOString(),
      model: model.id,
      ...forecast,
    };
    if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else process.stdout.write(`${describe(report)}\n${seasons} seasons in ${ms} ms\n`);
    return 0;
  },
};

function dayOf(text: string): number {
  const ms = Date.parse(text);
  if (/^\d{4}-\d\d-\d\d$/.test(text) && Number.isFinite(ms)) return ms + halfDayMs;
  throw new CliError("OPTION_INVALID", `--as-of ${text}: expected a day, as 2016-01-01.`);
}

function describe(
  report: LeagueForecast & {
    readonly season: string;
    readonly competition: string;
    readonly asOf: string;
    readonly model: string;
  },
): string {
  const names = new Map(readAliases().map(({ teamId, displayName }) => [teamId, displayName]));
  const percent = (chance: number) => (chance === 0 ? "-" : `${(100 * chance).toFixed(1)}%`);
  const rows = [
    ["", "played", "points", "in the end", "90 %", "title", "top four", "play-off", "down"],
    ...report.teams.map((each) => [
      names.get(each.team) ?? each.team,
      String(each.played),
      String(each.points),
      each.expectedPoints.toFixed(1),
      `${each.lowPoints}-${each.highPoints}`,
      ...[each.title, each.topFour, each.relegationPlayOff, each.relegation].map(percent),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
      )
      .join("  "),
  );
  const { competition, season, asOf, model, left } = report;
  return [`${competition} ${season} as of ${asOf.slice(0, 10)}, ${left} matches left, ${model}`, ...lines].join("\n");
}
