import { ingestStatements, readStatementsFiles } from "@touchline/ingest/ingest-statements";
import { forms } from "@touchline/ingest/statements";
import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import type { Command } from "../command.ts";
import { CliError } from "../error.ts";
import { readOptions } from "../options.ts";
import { placesOf, placesOptions } from "../start/places.ts";
import { convert } from "./converted.ts";

const options = {
  from: { placeholder: "FORM", about: "the files are a provider's own answers, in one of the forms below" },
  at: { placeholder: "TIME", about: "when the answer was given, where it does not say; now otherwise" },
  match: { placeholder: "ID", about: "the match that the answer is about, <provider>:<id>" },
  "kick-off": { placeholder: "TIME", about: "its kick-off, as in 2018-05-13T14:00:00Z" },
  teams: { placeholder: "FILE.csv", about: "further names of teams, in the form of data/team_aliases.csv" },
  "new-teams": {
    placeholder: "refuse|accept",
    about: "teams that no table knows: refuse or accept",
    default: "refuse",
  },
  print: { about: "prints the statements, one a line, and sends nothing" },
  json: { about: "prints one line of JSON" },
  ...placesOptions,
} as const;

const formList = Object.entries(forms).map(([name, { about }]) => `  ${name.padEnd(23)}${about}`);

export const statements: Command = {
  name: "statements",
  about: "Brings what is known of teams and matches to come into Kafka: absences, weather, news, prices, line-ups.",
  usage: "FILE... [--from FORM] [options]",
  options,
  notes: [
    "A file has one statement a line, as JSON; docs/statements.md tells the form. What the log holds already is not sent again.",
    "",
    "Forms of providers:",
    ...formList,
    "",
    "Exit code: 0 all was let in or known; 2 something was refused, the rest is in; 1 failed.",
  ].join("\n"),
  async run(argv) {
    const { values, rest: paths } = readOptions(options, argv);
    if (paths.length === 0) throw new CliError("OPTION_INVALID", "Name at least one file: see --help.");
    const newTeams = values["new-teams"];
    if (newTeams !== "refuse" && newTeams !== "accept") {
      throw new CliError("OPTION_INVALID", `--new-teams ${newTeams}: expected refuse or accept.`);
    }
    let refusals = 0;
    const refused = (what: string, code: string, message: string) => {
      refusals++;
      process.stderr.write(`${what}: ${code}: ${message}\n`);
    };
    const converted = convert(readStatementsFiles(paths), values);
    for (const { where, code, message } of converted.flatMap((each) => each.refused)) refused(where, code, message);
    const files = converted.map(({ file }) => file);
    if (values.print) {
      for (const { text } of files) process.stdout.write(text);
      return refusals === 0 ? 0 : 2;
    }
    const { brokers, registry } = await placesOf(values);
    const client = await openKafkaClient(
      kafkaOptionsFrom("touchline-statements", { ...process.env, KAFKA_BROKERS: brokers }),
    );
    try {
      await client.admin.reachable();
      const { openSerde } = await openRegistry(registry);
      const report = await ingestStatements({ client, openSerde, files, newTeams, onRefused: refused });
      const { accepted, repeated, duplicate, stale } = report;
      const line = `${accepted} accepted, ${repeated + duplicate} known already, ${stale} older than what is known, ${refusals} refused`;
      process.stdout.write(values.json ? `${JSON.stringify({ ...report, refused: refusals })}\n` : `${line}\n`);
      return refusals === 0 ? 0 : 2;
    } finally {
      await client.close();
    }
  },
};
