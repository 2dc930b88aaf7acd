import { readFileSync, writeFileSync } from "node:fs";
import type { OddsUse, StrengthsArtefact } from "@touchline/models";
import { readTeams } from "@touchline/results";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions } from "../options.ts";
import { reportOf } from "./report.ts";
import { walk } from "./walk.ts";

const options = {
  history: { about: "files of results before; those that are shipped if none is given", placeholder: "FILE..." },
  test: { about: "file of the matches to predict, each before it is played", placeholder: "FILE" },
  odds: { about: "which odds the model may see: none, or past", placeholder: "USE", default: "none" },
  weights: { about: "weights that npm run train wrote; those that are shipped if left out", placeholder: "FILE" },
  from: { about: "first season to score, by the year it begins in", placeholder: "YEAR", default: 0 },
  until: { about: "last season to score", placeholder: "YEAR", default: 2100 },
  predictions: { about: "writes what was predicted of each match, a row each", placeholder: "OUT.csv" },
  json: { about: "prints one line of JSON" },
} as const;

export const evaluate: Command = {
  name: "evaluate",
  about:
    "Predicts matches one after the other from what was known before each, and scores it beside the closing odds and base rates.",
  usage: "--test FILE [--history FILE...] [--odds none|past] [options]",
  options,
  notes: "Nothing is trained. Several files of history may be given, one after the other.",
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    if (values.test === undefined) throw new CliError("OPTION_INVALID", "Say what to predict: --test FILE.");
    if (values.odds !== "none" && values.odds !== "past") {
      throw new CliError("OPTION_INVALID", `--odds ${values.odds}: expected none or past.`);
    }
    const artefact = weightsOf(values.odds, values.weights);
    const history = values.history === undefined ? rest : [values.history, ...rest];
    const predicted = walk({ history, test: values.test, artefact, teams: readTeams() }).filter(
      ({ season }) => season >= values.from && season <= values.until,
    );
    if (predicted.length === 0)
      throw new CliError("OPTION_INVALID", `--test ${values.test}: it has no match of those seasons.`);
    if (values.predictions !== undefined) {
      const lines = predicted.map(({ id, rates, chances }) =>
        [id, rates.home, rates.away, ...chances.result, chances.over, chances.bothScore].join(","),
      );
      writeFileSync(
        values.predictions,
        `match,homeGoals,awayGoals,home,draw,away,over25,bothScore\n${lines.join("\n")}\n`,
      );
    }
    const report = { model: artefact.model, trained: artefact.trained, ...reportOf(predicted) };
    process.stdout.write(`${values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2)}\n`);
    return 0;
  },
};

function weightsOf(odds: OddsUse, file: string | undefined): StrengthsArtefact {
  const url = file ?? new URL(`../../../packages/models/src/artefacts/strengths-${odds}.json`, import.meta.url);
  try {
    return JSON.parse(readFileSync(url, "utf8"));
  } catch (error) {
    throw new CliError("OPTION_INVALID", `${file ?? "the shipped weights"}: ${(error as Error).message}`);
  }
}
