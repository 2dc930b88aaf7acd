import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@touchline/client";
import { shippedFiles } from "@touchline/ingest/data-file";
import { ingestMatch } from "@touchline/ingest/ingest-match";
import { type LocalPlatform, startPlatform, startService } from "@touchline/local";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { causeLine } from "./demo-line.ts";
import { type DemoReport, demoReport } from "./demo-report.ts";
import { CliError, sentenceOf } from "./error.ts";
import { MatchLog } from "./match-log.ts";
import { describeOptions, readOptions, type Values } from "./options.ts";
import { elsewhere } from "./start/command.ts";

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

Options
${describeOptions(options)}
`;

/** Gives up when nothing has moved for so long, ms. */
const stalledMs = 60_000;
/** What has been quiet for so long after its last event has nothing more to say, ms. */
const quietMs = 3_000;

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
  const folder = await mkdtemp(join(tmpdir(), "touchline-demo-"));
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stopOn = (signal: NodeJS.Signals) =>
    process.once(signal, async () => {
      await closeAll(closing);
      process.exit(130);
    });
  stopOn("SIGINT");
  stopOn("SIGTERM");
  try {
    const given = elsewhere(process.env);
    let platform: LocalPlatform | undefined;
    if (!given) {
      say("starting Kafka and the schema registry");
      platform = await startPlatform({ folder });
      closing.push(platform.stop);
    }
    const environment = given ?? (platform as LocalPlatform).environment;
    const client = await openKafkaClient({ brokers: environment.KAFKA_BROKERS.split(","), clientId: "demo" });
    closing.push(() => client.close());
    const { openSerde } = await openRegistry(environment.SCHEMA_REGISTRY_URL);

    say("starting features, predictor and edge");
    const services = await Promise.all(
      ["features", "predictor", "edge"].map(async (name) => {
        const service = await startService({ name, folder, environment: { ...environment, HTTP_PORT: "0" } });
        closing.push(service.stop);
        return service;
      }),
    );
    const log = await MatchLog.open(values.match, client, openSerde, (error) => {
      throw error;
    });
    closing.push(() => log.close());
    const live = connect(`${(services.at(-1)?.address ?? "").replace("http", "ws")}/v1/stream`, {
      follow: { matches: [values.match] },
    });
    closing.push(async () => live.close());
    let frames = 0;
    live.on("match", ({ match }) => {
      frames++;
      const line = causeLine(match);
      if (!values.json && line) say(line);
    });

    say(`playing ${values.match}`);
    const ingested = await ingestMatch({
      client,
      openSerde,
      timelines,
      match: values.match,
      speed,
      ...(values["no-history"] ? {} : { history: shippedFiles.results }),
    });
    await untilSettled(log);
    const last = log.predictions.at(-1);
    for (let waited = 0; live.matches.get(values.match)?.sequence !== last?.sequence; waited += 20) {
      if (waited > 10_000) throw new CliError("DEMO_STALLED", "The edge did not show the last prediction within 10 s.");
      await sleep(20);
    }
    say(`${frames} frames came over the WebSocket`);
    return demoReport(values.match, log.predictions, {
      eventsIn: ingested.eventsIn + ingested.rejected,
      eventsFolded: log.features,
      deadLetters: log.deadLetters.length,
    });
  } finally {
    await closeAll(closing);
  }
}

async function untilSettled(log: MatchLog): Promise<void> {
  while (!(log.settled && log.predictions.length >= log.features) && !(log.features > 0 && log.quietMs > quietMs)) {
    if (log.quietMs > stalledMs) {
      throw new CliError("DEMO_STALLED", `Nothing has come out for ${stalledMs / 1000} s: see the services' logs.`);
    }
    await sleep(10);
  }
}

async function closeAll(closing: (() => Promise<unknown>)[]): Promise<void> {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
}
