import { availableParallelism } from "node:os";
import { groups, manifestVersion, vectorLength, vectorOf } from "@touchline/prematch";
import { readTeams } from "@touchline/results";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions } from "../options.ts";
import { withBesides } from "./known-besides.ts";
import { knownResults, type RefusedLine } from "./known-results.ts";
import { writeTrainingTable } from "./training-table.ts";
import { wantedMatch } from "./wanted-match.ts";

const options = {
  history: {
    about: "files of results, in any form that is known; those that are shipped if none is given",
    placeholder: "FILE...",
    list: true,
  },
  at: { about: "features of one match, as of its kick-off", placeholder: "DATE|HOME|AWAY" },
  statements: {
    about:
      "with --at: files of what was said of the teams and the match, comma separated; docs/statements.md tells the form",
    placeholder: "FILE,...",
  },
  table: { about: "writes the features of all matches, each as of its kick-off", placeholder: "OUT.csv" },
  json: { about: "prints one line of JSON" },
} as const;

export const features: Command = {
  name: "features",
  about:
    "Shows what could be known of a match before its kick-off, by name, or writes it for all matches as a table to train on.",
  usage: '--at "2018-05-13|Crystal Palace|West Brom" | --table OUT.csv [options]',
  options,
  notes:
    "docs/features.md says what each feature means. A match counts for those of later days only. With --at line-ups of recorded matches are known as well; the table has results alone. It is made by a thread a core, each with all of history in its memory.",
  async run(argv) {
    const { values, rest } = readOptions(options, argv);
    if ((values.at === undefined) === (values.table === undefined)) {
      throw new CliError("OPTION_INVALID", "Say either --at or --table: see --help.");
    }
    const teams = readTeams();
    const files = [...values.history, ...rest];
    if (values.table !== undefined) return await table(values.table, files, values.json);

    const known = knownResults(files, teams);
    tellRefused(known.refused);
    const said = values.statements?.split(",") ?? [];
    const fixture = await withBesides(wantedMatch(values.at as string, known, teams), known.history, teams, said);
    const vector = vectorOf(known.history, fixture);
    const named = groups
      .flatMap((group) => group.features.map(({ name }) => name))
      .map((name, i) => [name, vector[i] as number] as const);
    const kickOff = new Date(fixture.kickOff).toISOString();
    if (values.json) {
      const { known: _, ...asked } = fixture;
      print(JSON.stringify({ fixture: { ...asked, kickOff }, manifestVersion, features: Object.fromEntries(named) }));
    } else {
      print(`${fixture.home} - ${fixture.away}, ${fixture.competition} ${fixture.season}, ${kickOff}`);
      const width = Math.max(...named.map(([name]) => name.length));
      for (const [name, value] of named) print(`${name.padEnd(width)}  ${value}`);
    }
    return 0;
  },
};

async function table(path: string, files: readonly string[], json: boolean): Promise<number> {
  const startedMs = performance.now();
  const threads = availableParallelism();
  const { matches, refused, foldCpuSeconds } = await writeTrainingTable(path, {
    files,
    threads,
    progress(done, all) {
      if (process.stderr.isTTY || done === all) process.stderr.write(`\r${done} of ${all} matches`);
    },
  });
  process.stderr.write("\n");
  tellRefused(refused);
  const { user, system } = process.cpuUsage();
  const summary = {
    matches,
    features: vectorLength,
    manifestVersion,
    refused: refused.length,
    threads,
    seconds: round((performance.now() - startedMs) / 1_000),
    cpuSeconds: round((user + system) / 1e6),
    cpuSecondsPerThread: round((user + system) / 1e6 / threads),
    foldCpuSeconds: round(foldCpuSeconds),
    file: path,
  };
  print(
    json
      ? JSON.stringify(summary)
      : `${path}: ${matches} matches, ${summary.features} features, ${summary.seconds} s (${summary.cpuSecondsPerThread} s of CPU on each of ${threads} cores)`,
  );
  return 0;
}

function tellRefused(refused: readonly RefusedLine[]): void {
  for (const { file, message } of refused.slice(0, 5)) process.stderr.write(`${file}: ${message}\n`);
  if (refused.length > 5) process.stderr.write(`... and ${refused.length - 5} more lines were passed over\n`);
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
