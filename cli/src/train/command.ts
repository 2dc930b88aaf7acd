import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { firstSeason, type PreMatchArtefact, trainPreMatch, voteTrainer } from "@touchline/models/training";
import { manifestHash } from "@touchline/prematch";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { isOddsUse, oddsUses } from "../evaluate/odds-use.ts";
import { readOptions } from "../options.ts";
import { Curves } from "./curves.ts";
import { curvesPlot } from "./curves-plot.ts";
import { networkTrainer } from "./network-trainer.ts";
import { readMatches } from "./read-matches.ts";

const options = {
  odds: { about: `which odds the model may see: ${oddsUses.join(", ")}`, placeholder: "USE", default: "none" },
  until: { about: "last season to learn from, by the year it begins in", placeholder: "YEAR", default: 2100 },
  seed: { about: "of everything that is drawn at random", placeholder: "NUMBER", default: 1 },
  out: { about: "folder that the artefact goes to", placeholder: "DIR" },
  plot: { about: "file that the learning curves go to, as SVG", placeholder: "FILE.svg" },
  json: { about: "prints one line of JSON" },
} as const;

export const train: Command = {
  name: "train",
  about: "Trains the pre-match ensemble on past results; the same data and seed give the same bytes.",
  usage: "[FILE...] --out DIR [options]",
  options,
  notes:
    "FILE: results in any form that is known; those that are shipped if none is given. Odds of past matches are read where files have them.",
  async run(argv) {
    const started = performance.now();
    const { values, rest } = readOptions(options, argv);
    const { odds, until, seed, out } = values;
    if (!isOddsUse(odds)) {
      throw new CliError("OPTION_INVALID", `--odds ${odds}: expected one of ${oddsUses.join(", ")}.`);
    }
    if (out === undefined) throw new CliError("OPTION_INVALID", "Say where the artefact goes: --out DIR.");
    const say = (line: string) =>
      process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}\n`);
    say("reading results, and what was known before each match ...");
    const { matches, dataHash } = await readMatches(rest, { from: firstSeason[odds], until }, odds);
    say(`${matches.count} matches`);
    const curves = new Curves(say);
    const trainers = [
      voteTrainer(undefined, (point) => curves.add("vote", point)),
      networkTrainer(seed, (point) => curves.add("network", point)),
    ];
    const { trained, kinds, contexts, members } = await trainPreMatch(matches, {
      odds,
      until,
      trainers,
      progress: say,
    });
    const artefact: PreMatchArtefact = {
      model: `ensemble-${odds}-3`,
      odds,
      trained: { ...trained, dataHash, manifest: manifestHash, seed },
      ...{ kinds, contexts, members },
    };
    mkdirSync(out, { recursive: true });
    const file = join(out, `${artefact.model}.json`);
    writeFileSync(file, `${JSON.stringify(artefact, rounded)}\n`);
    if (values.plot !== undefined) writeFileSync(values.plot, curvesPlot(curves.last()));
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
    const summary = { model: artefact.model, file, ...trained, seconds, peakMB };
    process.stdout.write(`${values.json ? JSON.stringify(summary) : JSON.stringify(summary, null, 2)}\n`);
    return 0;
  },
};

/** Six digits are more than the data know. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}
