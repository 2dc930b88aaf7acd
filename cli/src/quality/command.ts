import type { SourceReport } from "@touchline/quality";
import type { Command } from "../command.ts";
import { readOptions } from "../options.ts";
import { placesOptions } from "../start/places.ts";
import { agreements } from "./agreements.ts";
import { reportOfFiles } from "./of-files.ts";
import { reportOfLog } from "./of-log.ts";
import { linesOfAgreement, linesOfSource } from "./print.ts";

const options = {
  json: { about: "prints one line of JSON" },
  ...placesOptions,
} as const;

export const quality: Command = {
  name: "quality",
  about: "Tells of each source what is missing, doubled, impossible or late in it, and which teams are unknown.",
  usage: "[FILE...] [options]",
  options,
  notes: [
    "Files: results in any form that npm run backfill reads, and recorded matches (JSON lines). Without files: what stands in Kafka of",
    "results, matches, prices, weather, availability and news, by provider, with what was refused of it. Each topic is read once.",
    "",
    "docs/data-quality.md tells what the codes mean. Candidates for unknown teams are guesses by likeness, for a person to look at: what is",
    "right becomes a row of data/team_aliases.csv.",
    "",
    "Exit code: 0 the report is whole, whatever it says; 1 failed.",
  ].join("\n"),
  async run(argv) {
    const { values, rest: files } = readOptions(options, argv);
    const startedMs = performance.now();
    const told = files.length > 0 ? reportOfFiles(files) : await reportOfLog(values, progress);
    const sources: readonly SourceReport[] = told.map(({ fold }) => fold.report());
    const pairs = agreements(told);
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
    const text = values.json
      ? JSON.stringify({ sources, agreements: pairs, seconds })
      : [...sources.flatMap(linesOfSource), ...pairs.flatMap(linesOfAgreement)].join("\n");
    process.stdout.write(`${text || "There is nothing in the log yet."}\n`);
    return 0;
  },
};

/** One line that is written over on a terminal; otherwise a line a topic, when it is done. */
function progress(topic: string, done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${topic}: ${done} of ${all} records`.padEnd(60));
  else if (done === all) process.stderr.write(`${topic}: ${all} records\n`);
  if (process.stderr.isTTY && done === all) process.stderr.write("\n");
}
