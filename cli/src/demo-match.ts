import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@touchline/client";
import { ingestMatch } from "@touchline/ingest/ingest-match";
import { type LocalPlatform, startPlatform, startService } from "@touchline/local";
import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { shippedFiles } from "@touchline/results";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { causeLine } from "./demo-line.ts";
import { type DemoReport, demoReport } from "./demo-report.ts";
import { CliError } from "./error.ts";
import { MatchLog } from "./match-log.ts";
import { refusalLine } from "./refusal-line.ts";
import type { Elsewhere } from "./start/command.ts";

interface Demo {
  readonly match: string;
  readonly timelines: string;
  readonly speed: number | "max";
  /** Whether past results are published first. */
  readonly history: boolean;
  /** Data and logs of what is started. */
  readonly folder: string;
  /** Brokers and registry that are there already. */
  readonly given: Elsewhere | undefined;
  /** Says nothing of the match while it is on. */
  readonly quiet: boolean;
  readonly say: (line: string) => void;
}

/** Gives up when nothing has moved for so long, ms. */
const stalledMs = 60_000;
/** What has been quiet for so long after its last event has nothing more to say, ms. */
const quietMs = 3_000;

/** Plays one match through the whole path. Adds to `closing` whatever is to be closed afterwards, last first. */
export async function playDemo(demo: Demo, closing: (() => Promise<unknown>)[]): Promise<DemoReport> {
  const { match, timelines, speed, folder, given, say } = demo;
  let platform: LocalPlatform | undefined;
  if (!given) {
    say("starting Kafka and the schema registry");
    platform = await startPlatform({ folder });
    closing.push(platform.stop);
  }
  const environment = given ?? (platform as LocalPlatform).environment;
  const client = await openKafkaClient(kafkaOptionsFrom("demo", given ? { ...process.env, ...given } : environment));
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
  const log = await MatchLog.open(match, client, openSerde);
  closing.push(() => log.close());
  const live = connect(`${(services.at(-1)?.address ?? "").replace("http", "ws")}/v1/stream`, {
    follow: { matches: [match] },
  });
  closing.push(async () => live.close());
  let frames = 0;
  live.on("match", ({ match }) => {
    frames++;
    const line = causeLine(match);
    if (!demo.quiet && line) say(line);
  });

  say(`playing ${match}`);
  const history = demo.history ? { history: shippedFiles.results } : {};
  const ingesting = ingestMatch({ client, openSerde, timelines, match, speed, ...history });
  const ingested = await Promise.race([ingesting, log.failed]);
  await Promise.race([untilSettled(log), log.failed]);
  const last = log.predictions.at(-1);
  for (let waited = 0; live.matches.get(match)?.sequence !== last?.sequence; waited += 20) {
    if (waited > 10_000) throw new CliError("DEMO_STALLED", "The edge did not show the last prediction within 10 s.");
    await sleep(20);
  }
  say(`${frames} frames came over the WebSocket`);
  const refused = refusalLine(log.deadLetters);
  if (refused) say(refused);
  if (log.unreadable.length > 0) say(`${log.unreadable.length} records in the log cannot be read and were passed over`);
  return demoReport(match, log.predictions, {
    eventsIn: ingested.eventsIn + ingested.rejected,
    eventsFolded: log.features,
    deadLetters: log.deadLetters.length,
  });
}

async function untilSettled(log: MatchLog): Promise<void> {
  await log.ingestedRead();
  while (!(log.settled && log.predictions.length >= log.features) && !(log.features > 0 && log.quietMs > quietMs)) {
    if (log.quietMs > stalledMs) {
      throw new CliError("DEMO_STALLED", `Nothing has come out for ${stalledMs / 1000} s: see the services' logs.`);
    }
    await sleep(10);
  }
}
