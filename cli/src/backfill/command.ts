import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { importResults } from "@touchline/ingest/import-results";
import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions } from "../options.ts";
import { placesOf, placesOptions } from "../start/places.ts";
import { backfillReport, csvLine, linesOf } from "./report.ts";

const options = {
  "new-teams": {
    placeholder: "refuse|accept",
    about:
      "what to do with a team that data/team_aliases.csv does not know: refuse its results, or make it a new team; otherwise INGEST_NEW_TEAMS, otherwise refuse",
  },
  refused: {
    placeholder: "OUT.csv",
    about: "writes every line that was refused, with file, line, reason code and why",
  },
  json: { about: "prints one line of JSON" },
  ...placesOptions,
} as const;

/** Lines that are told on standard error, of those refused. */
const shownRefused = 20;
const progressEveryMs = 2_000;

export const backfill: Command = {
  name: "backfill",
  about: "Brings past results into match.results, and the prices that their files hold into market.odds.",
  usage: "[FILE...] [options]",
  options,
  notes: [
    "Files: those that come along if none is named; otherwise CSV, also gzipped or in a .zip, in the form of data/results_clubs.csv.gz (with or",
    "without columns of odds), of data/results_international.csv.gz, or football-data.co.uk's own. Of two lines on one match the later counts.",
    "",
    "What the log holds already is not sent again: run it again after an interruption, or with a file that has grown. A file that is",
    "in the log as it is, is not even read. Who reads history waits while this runs, and is told when it is complete again.",
    "",
    "Exit code: 0 done, also where lines were refused; 1 failed; 130 interrupted.",
  ].join("\n"),
  async run(argv) {
    const { values, rest: files } = readOptions(options, argv);
    const newTeams = newTeamsOf(values["new-teams"] ?? process.env.INGEST_NEW_TEAMS ?? "refuse");
    const { brokers, registry } = await placesOf(values);
    const say = (line: string) => process.stderr.write(`${line}\n`);
    const stopping = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

    const client = await openKafkaClient(
      kafkaOptionsFrom("touchline-backfill", { ...process.env, KAFKA_BROKERS: brokers }),
    );
    const list = values.refused === undefined ? undefined : createWriteStream(values.refused);
    list?.write("file,line,code,message\n");
    try {
      await client.admin.reachable();
      const { openSerde } = await openRegistry(registry);
      const startedMs = performance.now();
      let shown = 0;
      let toldMs = startedMs;
      const imported = await importResults({
        client,
        openSerde,
        files,
        newTeams,
        signal: stopping.signal,
        onProgress(done, total) {
          const now = performance.now();
          if (now - toldMs < progressEveryMs && done < total) return;
          toldMs = now;
          say(`${done} of ${total} results`);
        },
        onRefused(line) {
          list?.write(csvLine(line));
          if (shown++ < shownRefused) say(`${line.file}: ${line.code}: ${line.message}`);
          if (shown === shownRefused + 1) say("... and more, see --refused");
        },
      });
      const report = backfillReport(imported, performance.now() - startedMs);
      process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${linesOf(report).join("\n")}\n`);
      if (report.isComplete) return 0;
      say("Interrupted: what was sent stays; the same again goes on.");
      return 130;
    } finally {
      await client.close();
      if (list !== undefined) await finished(list.end());
    }
  },
};

function newTeamsOf(text: string): "refuse" | "accept" {
  if (text === "refuse" || text === "accept") return text;
  throw new CliError("OPTION_INVALID", `--new-teams ${text}: expected refuse or accept.`);
}
