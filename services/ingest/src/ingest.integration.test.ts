import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseTimeline } from "@touchline/football";
import { type LocalPlatform, startPlatform, startService } from "@touchline/local";
import { readTeams, shippedFiles } from "@touchline/results";
import type { DeadLetter, FeedHealth } from "@touchline/schemas";
import { openRegistry, type Registry } from "@touchline/schemas/registry";
import type { Topic } from "@touchline/streams";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { deadLettersOf, feedHealth, matchEvents, matchLineUps, matchResults } from "@touchline/topics";
import { applyTopics } from "@touchline/topics/apply";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingestMatch } from "./ingest-match.ts";
import { readToEnd } from "./known-log.ts";
import { endOfTime } from "./providers/history.ts";
import { readTimelineFile } from "./timeline-file.ts";

const match = "wyscout:2058015";
const text = readTimelineFile(shippedFiles.timelines).find(({ id }) => id === match)?.text ?? "";
const { entries } = parseTimeline(text, readTeams());

let folder: string;
let platform: LocalPlatform;
let client: KafkaClient;
let registry: Registry;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-ingest-"));
  platform = await startPlatform({ folder });
  client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "ingest-test" });
  registry = await openRegistry(platform.registry.url);
  await applyTopics({ kafka: client.admin, registry: registry.admin });
});
afterAll(async () => {
  await client?.close();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Read {
  readonly key: string;
  readonly value: unknown;
  readonly headers: Readonly<Record<string, string>>;
}
const recordsOf = async (topic: Topic, key?: string): Promise<Read[]> => {
  const records: Read[] = [];
  await readToEnd(client, registry.openSerde, topic, (record) => records.push(record as Read));
  return records.filter((record) => key === undefined || record.key === key);
};
const ingest = (timelines: string, id: string) =>
  ingestMatch({ client, openSerde: registry.openSerde, timelines, match: id });

/** Runs the service until a provider has nothing more to say, then stops it as an operator would; its metrics. */
async function runService(provider: string, environment: Record<string, string>): Promise<string> {
  const service = await startService({
    name: "ingest",
    environment: { ...platform.environment, LOG_LEVEL: "info", HTTP_PORT: "0", ...environment },
    folder,
  });
  const isOver = async (): Promise<boolean> => {
    const log = await readFile(service.logFile, "utf8");
    return log.includes(`"provider":"${provider}","ms"`);
  };
  while (!(await isOver())) await sleep(100);
  const metrics = await (await fetch(`${service.address}/metrics`)).text();
  await service.stop();
  expect(await service.exited).toMatchObject({ code: 0 });
  return metrics;
}

test("a match is in the log once, in its provider's order, however often it is ingested", async () => {
  expect(await ingest(shippedFiles.timelines, match)).toMatchObject({
    eventsIn: entries.length,
    duplicates: 0,
    rejected: 0,
  });
  expect(await ingest(shippedFiles.timelines, match)).toMatchObject({ duplicates: entries.length });
  const records = await recordsOf(matchEvents, match);
  expect(records.map(({ value }) => value)).toEqual(entries.map(({ value }) => value));
  expect(await recordsOf(deadLettersOf(matchEvents))).toEqual([]);
});

test("what cannot be is in the dead letters with its code, and the rest of the match is in the log", async () => {
  const id = "test:impossible";
  const line = JSON.parse(text);
  line.lineups.home.start.pop();
  line.shots[0][3] = 17;
  const file = join(folder, "impossible.jsonl");
  await writeFile(file, `${JSON.stringify({ ...line, id })}\n{"id":"test:broken","comp":null}\n`);

  expect(await ingest(file, id)).toEqual({ match: id, eventsIn: entries.length - 2, duplicates: 0, rejected: 2 });
  expect(await ingest(file, "test:broken")).toEqual({ match: "test:broken", eventsIn: 0, duplicates: 0, rejected: 1 });
  const letters = (await recordsOf(deadLettersOf(matchEvents))).map(({ value }) => value as DeadLetter);
  expect(letters.map(({ key, code }) => `${key} ${code}`).sort()).toEqual([
    "test:broken TIMELINE_FIELD_MISSING",
    "test:impossible BAD_EXPECTED_GOALS",
    "test:impossible IMPOSSIBLE_LINE_UP",
  ]);
  expect(await recordsOf(matchEvents, id)).toHaveLength(entries.length - 2);
});

test("the service publishes history once, then the matches, and says when each is complete", async () => {
  const first = "wyscout:2500090";
  const environment = { INGEST_MATCHES: `${match},${first}`, INGEST_SPEED: "max" };
  const metrics = await runService("wyscout", environment);
  const events = entries.filter(({ schema }) => schema === "MatchEvent").length;
  expect(metrics).toContain(`{provider="wyscout",record="MatchEvent",outcome="duplicate",service="ingest"} ${events}`);

  const results = await recordsOf(matchResults);
  expect(results.length).toBeGreaterThan(104_000);
  const health = (await recordsOf(feedHealth)).map(({ value }) => value as FeedHealth);
  const history = health.filter(({ provider }) => provider === "history").at(-1);
  expect(history).toMatchObject({ state: "FINISHED", completeTo: endOfTime });
  expect(history?.positions?.reduce((sum, position) => sum + position, 0)).toBe(results.length);
  expect((await recordsOf(matchEvents, first)).length).toBeGreaterThan(100);

  const lineUps = await recordsOf(matchLineUps);
  expect(lineUps).toHaveLength(1_269);
  expect(history?.lineUpPositions?.reduce((sum, position) => sum + position, 0)).toBe(lineUps.length);

  await runService("wyscout", environment);
  expect(await recordsOf(matchResults)).toHaveLength(results.length);
  expect(await recordsOf(matchLineUps)).toHaveLength(lineUps.length);
});

test("records that cannot be read hold up neither ingest nor features", async () => {
  const notAvro = Buffer.from("garbage");
  const ofNoSchema = Buffer.from([0, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3]);
  const producer = await client.producer();
  const topics = [matchEvents, deadLettersOf(matchEvents), matchResults, feedHealth];
  const key = Buffer.from("wyscout:2500090");
  await producer.send(
    topics.flatMap(({ name: topic }) => [notAvro, ofNoSchema].map((value) => ({ topic, partition: 0, key, value }))),
  );
  await producer.close();

  // a file that the log does not hold yet, so that what it holds of results is read too
  const file = join(folder, "more.csv");
  const header = "Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,HTHG,HTAG";
  const lines = [
    "12/05/2025,Chelsea,Arsenal,0,1,0,0",
    "13/05/2025,Everton,Fulham,0,1,3,0",
    "32/05/2025,Leeds,Fulham,0,1,,",
  ];
  await writeFile(file, [header, ...lines.map((line) => `E0,${line}`)].join("\n"));
  const history = { INGEST_HISTORY: file };
  const metrics = await runService("wyscout", { INGEST_MATCHES: match, INGEST_SPEED: "max", ...history });
  for (const { name } of topics) {
    expect(metrics).toMatch(new RegExp(`touchline_ingest_undecodable_total{topic="${name}",service="ingest"} [1-9]`));
  }
  const fault = 'touchline_ingest_faults_total{provider="history",topic="match.results"';
  expect(metrics).toContain(`${fault},class="impossible",code="BAD_HALF_TIME",treatment="refused",service="ingest"} 1`);
  expect(metrics).toContain(`${fault},class="missing",code="BAD_DATE",treatment="passed_over",service="ingest"} 1`);
  const letters = (await recordsOf(deadLettersOf(matchResults))).map(({ value }) => value as DeadLetter);
  expect(letters.map(({ code, key }) => [code, key])).toEqual([
    ["BAD_HALF_TIME", "2025-05-13/club:everton/club:fulham|football-data"],
  ]);
  const features = await startService({
    name: "features",
    environment: { ...platform.environment, LOG_LEVEL: "info", HTTP_PORT: "0" },
    folder,
  });
  const shown = await (await fetch(`${features.address}/metrics`)).text();
  expect(shown).toContain('touchline_features_undecodable_total{topic="match.results",service="features"} 2');
  expect(await readFile(features.logFile, "utf8")).toContain("a record that cannot be used was passed over");
  await features.stop();
  expect(await features.exited).toMatchObject({ code: 0 });
});
