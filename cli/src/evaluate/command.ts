import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import type { Evaluated } from "../model-cards/evaluated.ts";
import { readOptions } from "../options.ts";
import { evaluationOf } from "./evaluation.ts";
import { isOddsUse, oddsUses } from "./odds-use.ts";
import { factsOf } from "./page/facts.ts";
import { pageOf } from "./page/page.ts";
import type { Predicted } from "./predicted.ts";
import { reportOf } from "./report.ts";
import { suspicionOf } from "./suspicion.ts";

const options = {
  history: {
    about:
      "files of results before, and later ones too: each counts from the day after it; those that are shipped if none is given",
    placeholder: "FILE...",
    list: true,
  },
  test: { about: "file of the matches to predict, each before it is played", placeholder: "FILE" },
  odds: { about: "which odds the model may see: none, past, or match", placeholder: "USE", default: "none" },
  artefact: { about: "artefact that npm run train wrote; the one that is shipped if left out", placeholder: "FILE" },
  from: { about: "first season to score, by the year it begins in", placeholder: "YEAR", default: 0 },
  until: { about: "last season to score", placeholder: "YEAR", default: 2100 },
  predictions: { about: "writes what was predicted of each match, a row each", placeholder: "OUT.csv" },
  html: { about: "writes the report as a page, with diagrams, by season, league and month", placeholder: "FILE" },
  save: { about: "writes the report with its command, as the model cards have it", placeholder: "FILE" },
  json: { about: "prints one line of JSON" },
  "allow-suspicious": { about: "ends well though the scores are too good to be true" },
} as const;

export const evaluate: Command = {
  name: "evaluate",
  about:
    "Predicts matches one after the other from what was known before each, and scores it beside the closing odds and base rates.",
  usage: "--test FILE [--history FILE...] [--odds none|past|match] [options]",
  options,
  notes:
    "Nothing is trained. Intervals are of 95 %: a bootstrap of whole weeks of matches, each match by itself where there are fewer than 20 weeks. The close is Pinnacle's closing odds, or the market's mean where those are not told, by the power method.\n\nExit code: 0 done; 1 failed; 3 the scores are too good to be true (SUSPICIOUS).",
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    if (rest.length > 0) throw new CliError("OPTION_INVALID", `${rest.join(" ")}: expected options only, see --help.`);
    if (values.test === undefined) throw new CliError("OPTION_INVALID", "Say what to predict: --test FILE.");
    if (!isOddsUse(values.odds)) {
      throw new CliError("OPTION_INVALID", `--odds ${values.odds}: expected one of ${oddsUses.join(", ")}.`);
    }
    const { matches, model, base, ...whole } = evaluationOf({ ...values, test: values.test, odds: values.odds }, say);
    const predicted = whole.predicted.filter(({ season }) => season >= values.from && season <= values.until);
    if (predicted.length === 0)
      throw new CliError("OPTION_INVALID", `--test ${values.test}: it has no match of those seasons.`);
    const learnt = predicted.filter(({ season }) => season <= model.artefact.trained.until).length;
    if (learnt > 0)
      say(`${learnt} of them are of seasons that ${model.id} was trained on: their scores are too good by a little`);
    if (values.predictions !== undefined) writeFileSync(values.predictions, csvOf(predicted));
    say("scoring ...");
    const { refused, newTeams, ...read } = matches.notes;
    const scored = reportOf(predicted, base);
    const suspicion = suspicionOf(scored);
    const report = {
      model: model.id,
      trained: model.artefact.trained,
      days: { first: dayOf(predicted[0]), last: dayOf(predicted.at(-1)) },
      read: { ...read, refused: refused.length, newTeams: newTeams.length, trainedOn: learnt },
      ...scored,
      suspicion,
    };
    if (values.html !== undefined) {
      const facts = factsOf({ artefact: model.artefact, read: matches.notes, learnt });
      writeFileSync(values.html, pageOf({ model: model.id, predicted, base, report: scored, facts }));
    }
    if (values.save !== undefined) {
      const saved: Evaluated = { command: `npm run --silent evaluate -- ${namesOnly(argv).join(" ")}`, report };
      writeFileSync(values.save, `${JSON.stringify(saved, rounded, 1)}\n`);
    }
    process.stdout.write(`${values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2)}\n`);
    if (suspicion === null) return 0;
    say(`SUSPICIOUS: ${suspicion}.`);
    return values["allow-suspicious"] ? 0 : 3;
  },
};

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

const dayOf = (match: Predicted | undefined): string => match?.id.slice(0, 10) ?? "";

/** The command line, files by their names alone, and without what only says where its output goes. */
function namesOnly(argv: readonly string[]): string[] {
  const outputs = ["--save", "--html", "--predictions"];
  return argv
    .filter((argument, i) => !outputs.includes(argument) && !outputs.includes(argv[i - 1] ?? ""))
    .map((argument) => (argument.startsWith("-") ? argument : basename(argument)));
}

/** Six digits are more than the matches know. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

function csvOf(predicted: readonly Predicted[]): string {
  const lines = predicted.map(({ id, rates, chances }) =>
    [id, rates.home, rates.away, ...chances.result, chances.over, chances.bothScore].join(","),
  );
  return `match,homeGoals,awayGoals,home,draw,away,over25,bothScore\n${lines.join("\n")}\n`;
}
