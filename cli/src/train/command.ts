import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { firstSeason, type OddsUse, type StrengthsArtefact, type TrainingRow, trainStrengths } from "@touchline/models";
import { fixtureOf, manifestHash, opinionsOf } from "@touchline/prematch";
import { readResultsFiles, readTeams, shippedFiles } from "@touchline/results";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { knownResults } from "../features/known-results.ts";
import { readOptions } from "../options.ts";

const options = {
  odds: { about: "which odds the model may see: none, or past", placeholder: "USE", default: "none" },
  until: { about: "last season to learn from, by the year it begins in", placeholder: "YEAR", default: 2100 },
  out: { about: "where the weights go", placeholder: "FILE" },
  json: { about: "prints one line of JSON" },
} as const;

export const train: Command = {
  name: "train",
  about: "Learns how much to believe each filter of strengths, from past results; the same data give the same bytes.",
  usage: "[FILE...] --out FILE [options]",
  options,
  notes:
    "FILE: results in any form that is known; those that are shipped if none is given. Odds of past matches are read where files have them.",
  async run(argv) {
    const started = performance.now();
    const { values, rest } = readOptions(options, argv);
    if (values.odds !== "none" && values.odds !== "past") {
      throw new CliError("OPTION_INVALID", `--odds ${values.odds}: expected none or past.`);
    }
    if (values.out === undefined) throw new CliError("OPTION_INVALID", "Say where the weights go: --out FILE.");
    const artefact = trained(rest, values.odds, values.until);
    writeFileSync(values.out, `${JSON.stringify(artefact, rounded, 2)}\n`);
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    const { matches, from, until } = artefact.trained;
    const summary = { model: artefact.model, file: values.out, from, until, matches, seconds };
    process.stdout.write(`${values.json ? JSON.stringify(summary) : describe(summary)}\n`);
    return 0;
  },
};

function trained(files: readonly string[], odds: OddsUse, until: number): StrengthsArtefact {
  process.stderr.write("reading results ...\n");
  const { history, results } = knownResults(files, readTeams());
  process.stderr.write(`${results.size} results; asking what was thought of each before it ...\n`);
  const rows: TrainingRow[] = [];
  for (const result of results.values()) {
    const season = Number.parseInt(result.season, 10);
    if (season < firstSeason[odds] || season > until) continue;
    const { competition, score, closing } = result;
    const opinions = opinionsOf(history, fixtureOf(result));
    rows.push({ competition, season, priced: closing !== null, opinions, home: score.home, away: score.away });
  }
  process.stderr.write(`fitting to ${rows.length} matches ...\n`);
  const { stacks, ...fitted } = trainStrengths(rows, odds, until);
  return {
    model: `strengths-${odds}-1`,
    odds,
    trained: { ...fitted, dataHash: hashOf(files), manifest: manifestHash },
    stacks,
  };
}

function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const { bytes } of (files.length > 0 ? files : shippedFiles.results).flatMap(readResultsFiles))
    hash.update(bytes);
  return hash.digest("hex");
}

/** Six digits are more than the data know. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Math.round(value * 1e6) / 1e6 : value;
}

function describe({ model, file, from, until, matches, seconds }: { readonly [K: string]: unknown }): string {
  const { topFive, others, nations } = matches as Record<string, number>;
  return `${file}: ${model}, seasons ${from} to ${until}, ${topFive} matches of the five large leagues, ${others} of others, ${nations} of nations, ${seconds} s`;
}
