import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { ensembleNone, fitInPlay, type PlayedMatch } from "@touchline/models";
import { readDataFile, readTeams, shippedFiles } from "@touchline/results";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { knownResults } from "../features/known-results.ts";
import { readOptions } from "../options.ts";
import { effectsPlot } from "./effects-plot.ts";
import { type KnownMatch, knownBefore } from "./known-before.ts";
import { readTimelines } from "./timelines.ts";
import { trainSequence } from "./train-sequence.ts";

const options = {
  timelines: {
    about: "files of recorded matches; those that are shipped if none is given",
    placeholder: "FILE...",
    list: true,
  },
  prior: {
    about: "goals expected before: odds, and the model where there are none, or model for no odds at all",
    placeholder: "FROM",
    default: "model",
  },
  history: {
    about: "files of results, for odds that timelines lack and for --prior model",
    placeholder: "FILE...",
    list: true,
  },
  until: { about: "last day to learn from, YYYY-MM-DD", placeholder: "DAY", default: "9999" },
  out: { about: "where the coefficients go", placeholder: "FILE" },
  plot: { about: "writes the effects with their intervals as a picture", placeholder: "OUT.svg" },
  challenger: { about: "learns the network on the run of play instead, with TensorFlow.js" },
  seed: { about: "the first of four seeds of the network", placeholder: "N", default: 1 },
  json: { about: "prints one line of JSON" },
} as const;

export const trainInPlay: Command = {
  name: "train:inplay",
  about: "Learns what rates of goals depend on while a match is played; the same data give the same bytes.",
  usage: "[--timelines FILE...] --out FILE [options]",
  options,
  async run(argv) {
    const started = performance.now();
    const { values } = readOptions(options, argv);
    if (values.prior !== "odds" && values.prior !== "model") {
      throw new CliError("OPTION_INVALID", `--prior ${values.prior}: expected odds or model.`);
    }
    if (values.out === undefined) throw new CliError("OPTION_INVALID", "Say where the coefficients go: --out FILE.");
    const files = values.timelines.length > 0 ? values.timelines : [shippedFiles.timelines];
    const teams = readTeams();
    const isModel = values.prior === "model";
    const past = isModel || values.history.length > 0 ? knownResults(values.history, teams) : null;
    const { matches } = readTimelines(files);
    const wanted = matches.filter(({ date }) => date <= values.until);
    const priced = isModel ? [] : knownBefore(wanted, past, null, teams).filter(({ byOdds }) => byOdds !== null);
    const told = new Set(priced.map(({ match }) => match));
    // the others go by the model, which takes results to ask
    const others =
      past === null
        ? []
        : knownBefore(
            wanted.filter((match) => !told.has(match)),
            past,
            ensembleNone,
            teams,
          );
    const played = [...priced, ...others].flatMap(playedOf);
    if (played.length === 0)
      throw new CliError(
        "OPTION_INVALID",
        `None of ${wanted.length} matches has what --prior ${values.prior} asks for.`,
      );
    process.stderr.write(`fitting to ${played.length} matches ...\n`);
    if (values.challenger)
      return await trainChallenger({ ...values, out: values.out }, files, started, [...priced, ...others]);
    const { fit, ...parameters } = fitInPlay(played);
    const trained = {
      ...{ prior: values.prior, dataHash: hashOf(files), until: wanted.at(-1)?.date, ...fit },
      providers: counted(played.map(({ provider }) => provider)),
    };
    writeFileSync(values.out, `${JSON.stringify({ model: "in-play-2", trained, ...parameters }, rounded, 2)}\n`);
    if (values.plot !== undefined) writeFileSync(values.plot, effectsPlot(parameters.effects));
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    const summary = { file: values.out, ...trained, seconds };
    process.stdout.write(
      values.json ? `${JSON.stringify(summary)}\n` : `${JSON.stringify({ ...parameters, ...summary }, rounded, 2)}\n`,
    );
    return 0;
  },
};

/** On top of rates in play: of the matches in the order of time. */
async function trainChallenger(
  { out, seed, prior, json }: { out: string; seed: number; prior: string; json: boolean },
  files: readonly string[],
  started: number,
  known: readonly KnownMatch[],
): Promise<number> {
  const inTime = known.toSorted((a, b) => (a.match.date < b.match.date ? -1 : a.match.date > b.match.date ? 1 : 0));
  const played = inTime.flatMap(playedOf);
  const { network, ...rest } = await trainSequence(played, seed, (of, { epoch, training, validation }) =>
    process.stderr.write(`seed ${of}, epoch ${epoch}: ${training.toFixed(5)} ${validation.toFixed(5)}\n`),
  );
  const trained = { prior, dataHash: hashOf(files), until: inTime.at(-1)?.match.date, ...rest };
  writeFileSync(out, `${JSON.stringify({ model: "sequence-1", trained, network }, rounded)}\n`);
  const seconds = Math.round((performance.now() - started) / 10) / 100;
  const summary = { file: out, ...trained, seconds };
  process.stdout.write(`${JSON.stringify(summary, rounded, json ? undefined : 2)}\n`);
  return 0;
}

function playedOf({ match, byOdds, byModel }: KnownMatch): PlayedMatch[] {
  const belief = byModel ?? byOdds;
  if (belief === null) return [];
  const { provider, happenings, tellsDismissals, tellsShots, halfSeconds } = match;
  return [{ provider, belief, happenings, tellsDismissals, tellsShots, tellsHalves: halfSeconds !== null }];
}

function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readDataFile(file));
  return hash.digest("hex");
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Six digits are more than the data know. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Math.round(value * 1e6) / 1e6 : value;
}
