import { mkdtemp, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { matchesOf, readTimelineFile } from "@touchline/ingest/timeline-file";
import { playDemo } from "./demo-match.ts";
import type { DemoReport } from "./demo-report.ts";
import { CliError, sentenceOf } from "./error.ts";
import { describeOptions, readOptions, type Values } from "./options.ts";
import { dataFolder, elsewhere, startOptions } from "./start/command.ts";
import { expectNotUsed } from "./start/running.ts";

const options = {
  timelines: {
    placeholder: "FILE",
    default: "data/timelines_wyscout.jsonl.gz",
    about: "recorded matches, JSON lines, may be gzipped",
  },
  match: { placeholder: "ID", default: "wyscout:2500090", about: "which of them" },
  speed: { placeholder: "FACTOR", default: "max", about: "match time per real time, or max" },
  "no-history": { about: "leave past results out: quicker, and the prediction at kick-off knows no form" },
  json: { about: "print the sum as one line of JSON, last" },
} as const;

const help = `npm run --silent demo -- [options]

Sends one match through the whole path (ingest, Kafka, features, Kafka, predictor, Kafka, edge, WebSocket) and sums it up.
Kafka and the registry are started for it and dropped afterwards, unless KAFKA_BROKERS and SCHEMA_REGISTRY_URL are set.
Where they are, the demo runs a features service and a predictor of its own there, which take over from those that run
on these brokers: those stop for good.

Options
${describeOptions(options)}
`;

const say = (line: string) => process.stderr.write(`${line}\n`);

if (process.argv.slice(2).some((argument) => argument === "--help" || argument === "-h")) process.stdout.write(help);
else {
  try {
    const { values } = readOptions(options, process.argv.slice(2));
    const report = await demo(values);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    say(sentenceOf(error));
    process.exitCode = 1;
  }
}

async function demo(values: Values<typeof options>): Promise<DemoReport> {
  const speed = values.speed === "max" ? "max" : Number(values.speed);
  if (speed !== "max" && !(speed > 0)) {
    throw new CliError("OPTION_INVALID", `--speed ${values.speed}: expected a number above 0, or max.`);
  }
  const timelines = resolve(values.timelines);
  matchesOf(readTimelineFile(timelines), [values.match]);
  const given = elsewhere(process.env);
  if (given !== undefined) {
    await expectNotUsed(dataFolder(startOptions.data.default), given.KAFKA_BROKERS);
    say(`This takes over from any features service and predictor that run on ${given.KAFKA_BROKERS}.`);
  }

  const folder = await mkdtemp(join(tmpdir(), "touchline-demo-"));
  const closing: (() => Promise<unknown>)[] = [];
  const drop = () => rm(folder, { recursive: true, force: true });
  const stopOn = (signal: NodeJS.Signals) =>
    process.once(signal, async () => {
      await closeAll(closing);
      await drop();
      process.exit(130);
    });
  stopOn("SIGINT");
  stopOn("SIGTERM");
  try {
    const history = !values["no-history"];
    const report = await playDemo(
      { match: values.match, timelines, speed, history, folder, given, quiet: values.json, say },
      closing,
    );
    await closeAll(closing);
    await drop();
    return report;
  } catch (error) {
    await closeAll(closing);
    // What ran has left its logs there; an empty folder is not worth a word.
    await rmdir(folder).catch(() => say(`The demo failed; the logs of what it ran are kept in ${folder}.`));
    throw error;
  }
}

async function closeAll(closing: (() => Promise<unknown>)[]): Promise<void> {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
}
