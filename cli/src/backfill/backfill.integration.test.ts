import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type LocalPlatform, root, startPlatform } from "@touchline/local";
import { readDataFile, shippedFiles } from "@touchline/results";
import type { FeedHealth } from "@touchline/schemas";
import { openRegistry } from "@touchline/schemas/registry";
import { openView, type Topic } from "@touchline/streams";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { deadLettersOf, feedHealth, marketOdds, matchResults } from "@touchline/topics";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BackfillReport } from "./report.ts";

const rows = 20_000;
const priced = 2;

let folder: string;
let broken: Cluster;
let unbroken: Cluster;
/** The first years of the shipped leagues, each match with prices of two books. */
let file: string;

interface Cluster {
  readonly platform: LocalPlatform;
  readonly client: KafkaClient;
}

async function cluster(name: string): Promise<Cluster> {
  const platform = await startPlatform({ folder: join(folder, name) });
  return { platform, client: await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "backfill-test" }) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-backfill-"));
  [broken, unbroken] = await Promise.all([cluster("broken"), cluster("unbroken")]);
  file = join(folder, "clubs.csv.gz");
  await writeFile(file, gzipSync(await clubs(rows)));
});
afterAll(async () => {
  for (const each of [broken, unbroken]) {
    await each?.client.close();
    await each?.platform.stop();
  }
  await rm(folder, { recursive: true, force: true });
});

async function clubs(count: number): Promise<string> {
  const [header, ...lines] = readDataFile(shippedFiles.results[0]).toString().split("\n");
  const priceOf = (line: number) => (2 + (line % 100) / 100).toFixed(2);
  const told = lines.slice(0, count).map((line, i) => `${line},${priceOf(i)},3.4,3.1,1.9,${priceOf(i + 7)}`);
  return [`${header},b365_h,b365_d,b365_a,avgc_o25,avgc_u25`, ...told, ""].join("\n");
}

function start({ platform }: Cluster, ...args: readonly string[]) {
  const { INGEST_NEW_TEAMS: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, "cli/src/main.ts"), "backfill", ...args, "--json"], {
    env: { ...env, ...platform.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, output: text(child.stdout), errors: text(child.stderr), ended: once(child, "close") };
}

async function run(on: Cluster, ...args: readonly string[]): Promise<{ report: BackfillReport; errors: string }> {
  const { output, errors, ended } = start(on, ...args);
  const [code] = await ended;
  if (code !== 0) throw new Error(`backfill ended with ${code}: ${await errors}`);
  return { report: JSON.parse(await output) as BackfillReport, errors: await errors };
}

/** Values by key, in the order of the log; and how many records there are. */
async function contentOf({ client, platform }: Cluster, topic: Topic) {
  const { openSerde } = await openRegistry(platform.registry.url);
  const byKey = new Map<string, unknown[]>();
  let records = 0;
  const apply = ({ key, value }: { key: string; value: unknown }) => {
    records++;
    byKey.set(key, [...(byKey.get(key) ?? []), value]);
  };
  const view = await openView(topic, { client, openSerde, apply, onFailure: ({ message }) => expect.fail(message) });
  await view.caughtUp;
  await view.close();
  return { records, byKey: new Map([...byKey].sort()) };
}

const endsOf = async ({ client }: Cluster, topic: Topic): Promise<number> =>
  (await client.offsets(topic.name)).reduce((sum, { high }) => sum + Number(high), 0);

async function historyOf(on: Cluster): Promise<FeedHealth> {
  return (await contentOf(on, feedHealth)).byKey.get("history")?.at(-1) as FeedHealth;
}

test("an import that is killed goes on, and ends as one that nothing happened to", async () => {
  const { report } = await run(unbroken, file);
  expect(report).toMatchObject({
    rows,
    published: { results: rows, odds: priced * rows },
    refused: {},
    isComplete: true,
  });

  for (const from of [1_500, 9_000]) {
    const { child, ended } = start(broken, file);
    while ((await endsOf(broken, matchResults)) < from && child.exitCode === null) await sleep(5);
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect((await historyOf(broken)).completeTo).toBeNull();
  }
  const sent = await endsOf(broken, matchResults);
  expect(sent).toBeLessThan(rows);
  const rest = await run(broken, file);
  expect(rest.report.published.results).toBe(rows - sent);

  for (const topic of [matchResults, marketOdds]) {
    const [once, again] = await Promise.all([contentOf(unbroken, topic), contentOf(broken, topic)]);
    expect(again.records).toBe(once.records);
    expect(again.byKey).toEqual(once.byKey);
  }
  const { completeTo, positions } = await historyOf(broken);
  expect([completeTo, positions]).toEqual([
    Date.UTC(9999, 11, 31),
    (await broken.client.offsets(matchResults.name)).map(({ high }) => Number(high)),
  ]);
});

test("the same file again publishes nothing and is not read, one with a day more only that day", async () => {
  const again = await run(unbroken, file);
  expect(again.report).toMatchObject({ files: [{ file, rows: null }], rows: 0, published: { results: 0, odds: 0 } });
  expect(await endsOf(unbroken, matchResults)).toBe(rows);

  await writeFile(file, gzipSync(await clubs(rows + 4)));
  const { report } = await run(unbroken, file);
  expect(report).toMatchObject({ rows: rows + 4, published: { results: 4, odds: 4 * priced } });
  expect(await endsOf(unbroken, matchResults)).toBe(rows + 4);
  expect((await historyOf(unbroken)).positions?.reduce((sum, position) => sum + position, 0)).toBe(rows + 4);
});

test("a line that is not let in is told with its reason, is a dead letter once, and comes in when its team may", async () => {
  const own = join(folder, "E5.csv");
  await writeFile(
    own,
    [
      "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,PSCH,PSCD,PSCA",
      "E5,08/05/2021,12:30,Newtown Rovers,Leeds,3,1,2.8,3.5,2.4",
      "E5,08/05/2021,12:30,Leeds,Chelsea,3,1,2.8,3.5,1.0",
      "E5,31/02/2021,12:30,Leeds,Chelsea,3,1,2.8,3.5,2.4",
    ].join("\r\n"),
  );
  const list = join(folder, "refused.csv");
  for (const published of [1, 0]) {
    const { report, errors } = await run(unbroken, own, "--refused", list);
    expect(report).toMatchObject({
      published: { results: published, odds: 0 },
      refused: { BAD_DATE: 1, UNKNOWN_TEAM: 1, ODDS_TOO_SHORT: 1 },
      newTeams: ["Newtown Rovers"],
    });
    expect(errors).toContain("UNKNOWN_TEAM: line 2");
    expect((await readFile(list, "utf8")).split("\n").map((line) => line.split(",").slice(1, 3))).toEqual([
      ["line", "code"],
      ["4", "BAD_DATE"],
      ["3", "ODDS_TOO_SHORT"],
      ["2", "UNKNOWN_TEAM"],
      [],
    ]);
  }
  expect((await contentOf(unbroken, deadLettersOf(matchResults))).records).toBe(1);

  const { report } = await run(unbroken, own, "--new-teams", "accept");
  expect(report.published).toEqual({ results: 1, odds: 1, lineUps: 0 });
});
