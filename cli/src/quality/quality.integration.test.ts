import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resultKeyOf } from "@touchline/football";
import { ingestMatch } from "@touchline/ingest/ingest-match";
import { type LocalPlatform, root, startPlatform } from "@touchline/local";
import type { SourceReport } from "@touchline/quality";
import { shippedFiles } from "@touchline/results";
import type { MatchEvent, Odds, Result } from "@touchline/schemas";
import { openRegistry } from "@touchline/schemas/registry";
import type { OutRecord } from "@touchline/streams";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";
import { deadLettersOf, marketOdds, matchEvents, matchResults } from "@touchline/topics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;
let platform: LocalPlatform;
let client: KafkaClient;

const kickOff = Date.UTC(2018, 4, 13, 14);
const result: Result = {
  provider: "books",
  matchId: "2018-05-13/club:crystal-palace/club:west-brom",
  revision: 1,
  competition: "ENG-Premier League",
  season: "2017/18",
  kickOff,
  home: { id: "club:crystal-palace", name: "Crystal Palace" },
  away: { id: "club:west-brom", name: "West Bromwich Albion" },
  score: { home: 2, away: 0 },
  halfTime: null,
  neutral: false,
  referee: null,
  homeCounts: null,
  awayCounts: null,
  goalTimes: null,
  closing: null,
};
const odds: Odds = {
  provider: "a-book",
  matchId: "wyscout:2500090",
  market: "OVER_UNDER",
  line: 2.5,
  selections: [
    { name: "over", price: 1.9 },
    { name: "under", price: 1.95 },
  ],
  inPlay: false,
  suspended: false,
  providerTime: kickOff,
};
/** Of us, so not of a source. */
const silence: MatchEvent = {
  ...{ provider: "touchline", matchId: "wyscout:2500090", eventId: "silence/7", revision: 1, status: "CONFIRMED" },
  ...{ type: "SILENCE", period: 1, second: 60, side: null, player: null, playerOff: null, expectedGoals: null },
  ...{ shotOutcome: null, situation: null, subject: null, stoppage: null, score: null, providerTime: kickOff },
};
const results: readonly Result[] = [
  result,
  { ...result, revision: 2, referee: "J Moss" },
  { ...result, revision: 1 },
  {
    ...result,
    matchId: "2018-05-06/club:everton/club:arsenl",
    halfTime: { home: 3, away: 0 },
    away: { id: "club:arsenl", name: "Arsenl" },
  },
];
const prices: readonly Odds[] = [
  odds,
  { ...odds, providerTime: kickOff - 600_000 },
  {
    ...odds,
    providerTime: kickOff + 1,
    selections: [
      { name: "over", price: 2.3 },
      { name: "under", price: 2.3 },
    ],
  },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-quality-"));
  platform = await startPlatform({ folder });
  client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "quality-test" });
  const { openSerde } = await openRegistry(platform.registry.url);
  const [ofResults, ofEvents, ofOdds, ofLetters] = await Promise.all([
    openSerde(matchResults),
    openSerde(matchEvents),
    openSerde(marketOdds),
    openSerde(deadLettersOf(marketOdds)),
  ]);
  const record = (topic: string, text: string, value: Buffer, headers = {}): OutRecord => {
    const key = Buffer.from(text);
    return { topic, partition: client.partitionFor(key, matchResults.partitions), key, value, headers };
  };
  const letter = { code: "ODDS_TOO_SHORT", message: "home at 0.9", stage: "ingest", key: odds.matchId };
  const place = { topic: null, partition: null, offset: null, payload: Buffer.from("{}") };
  const producer = await client.producer();
  // one key, one partition: in the order in which they are told
  await producer.send([
    ...results.map((value) =>
      record(matchResults.name, resultKeyOf(result), ofResults.encode({ schema: "Result", value })),
    ),
    ...prices.map((value) => record(marketOdds.name, odds.matchId, ofOdds.encode({ schema: "Odds", value }))),
    record(
      deadLettersOf(marketOdds).name,
      odds.matchId,
      ofLetters.encode({ schema: "DeadLetter", value: { ...letter, ...place } }),
      { "correlation-id": "a-book/wyscout:2500090/odds/1" },
    ),
    record(matchEvents.name, "wyscout:2500090", Buffer.from("garbage")),
    record(matchEvents.name, silence.matchId, ofEvents.encode({ schema: "MatchEvent", value: silence })),
  ]);
  await producer.close();
  await ingestMatch({ client, openSerde, timelines: shippedFiles.timelines, match: "wyscout:2500090" });
});

afterAll(async () => {
  await client?.close();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Report {
  readonly sources: readonly SourceReport[];
  readonly agreements: readonly { readonly same: number; readonly first: string }[];
}

/** Runs the command as its script does. */
function quality(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, ...platform.environment };
  return new Promise((resolve) =>
    execFile(process.execPath, [join(root, "cli/src/main.ts"), "quality", ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  );
}
const reportOf = async (...args: string[]): Promise<Report> => JSON.parse((await quality(...args, "--json")).out);
const faultsOf = (source: SourceReport | undefined) =>
  source?.faults.map(({ code, treatment, count, example }) => `${code} ${treatment} ${count} ${example.place}`);

describe("what stands in Kafka", () => {
  it("is told by topic and provider, each fault with its place, dead letters beside records", async () => {
    const { sources } = await reportOf();
    const byName = new Map(sources.map((source) => [source.source, source]));
    expect([...byName.keys()]).toEqual([
      "match.results of books",
      "match.events of unknown",
      "match.events of wyscout",
      "market.odds of a-book",
    ]);
    const books = byName.get("match.results of books");
    expect(books).toMatchObject({ records: 4, from: "2018-05-13T14:00:00.000Z" });
    const place = (partition: number | string, offset: number) => `match.results ${partition}@${offset}`;
    const partition = client.partitionFor(Buffer.from(resultKeyOf(result)), matchResults.partitions);
    expect(faultsOf(books)).toEqual([
      `BAD_HALF_TIME stands 1 ${place(partition, 3)}`,
      `KEY_MISMATCH stands 1 ${place(partition, 3)}`,
      `STALE passed_over 1 ${place(partition, 2)}`,
    ]);
    expect(books?.unknownTeams).toMatchObject([{ id: "club:arsenl", records: 1 }]);
    expect(books?.unknownTeams[0]?.candidates[0]?.id).toBe("club:arsenal");
    const market = byName.get("market.odds of a-book");
    const odder = client.partitionFor(Buffer.from(odds.matchId), matchResults.partitions);
    expect(faultsOf(market)).toEqual([
      `ODDS_TOO_SHORT dead_letter 1 market.odds.dead-letters ${odder}@0`,
      `OVERROUND_UNUSUAL let_pass 1 market.odds ${odder}@2`,
      `TOLD_LATE let_pass 1 market.odds ${odder}@1`,
    ]);
    expect(market?.late).toEqual({ records: 1, p50Ms: 600_000, p99Ms: 600_000, maxMs: 600_000 });
    expect(byName.get("match.events of wyscout")).toMatchObject({ faults: [], late: null, unknownTeams: [] });
    expect(faultsOf(byName.get("match.events of unknown"))).toEqual([
      `UNDECODABLE stands 1 match.events ${client.partitionFor(Buffer.from("wyscout:2500090"), 6)}@0`,
    ]);
  });

  it("is told for people, with how far the reading is beside it", async () => {
    const { code, out, err } = await quality();
    expect(code).toBe(0);
    expect(out).toContain("  4 records, 2018-05-13 to 2018-05-13");
    expect(out).toMatch(/ 1 {2}BAD_HALF_TIME, stands\n +match\.results \d@3: 3-0 at half-time, 2-0 in the end/);
    expect(out).toMatch(/"Arsenl" \(club:arsenl\), 1 records, .*perhaps Arsenal \(club:arsenal/);
    expect(err).toContain("match.results: 4 records\n");
  });
});

describe("files", () => {
  it("are told one by one, with the line of each fault, and how far they agree", async () => {
    const header = "Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,HTHG,HTAG,HS,B365H,B365D,B365A";
    const file = async (name: string, ...lines: string[]) => {
      await writeFile(join(folder, name), [header, ...lines].join("\n"));
      return join(folder, name);
    };
    const bad = await file(
      "bad.csv",
      "E0,08/05/2021,Leeds,Tottenham,3,1,2,1,many,1,9,9",
      "E0,31/02/2021,Leeds,Chelsea,3,1,,,,,,",
      "E0,09/05/2021,Arsenal,Chelsea,0,0,1,0,,,,",
    );
    const good = await file("good.csv", "E0,08/05/2021,Leeds,Tottenham,3,1,,,,,,");
    const { sources, agreements } = await reportOf(bad, good, shippedFiles.timelines);
    expect(faultsOf(sources[0])?.toSorted()).toEqual([
      `BAD_DATE refused 1 ${bad}:3`,
      `BAD_HALF_TIME refused 1 ${bad}:4`,
      `ODDS_TOO_SHORT refused 1 ${bad}:2`,
      `UNREADABLE passed_over 1 ${bad}:2`,
    ]);
    expect(sources[1]?.faults).toEqual([]);
    expect(sources[2]).toMatchObject({ source: shippedFiles.timelines, faults: [], unknownTeams: [] });
    expect(agreements).toMatchObject([{ first: good, same: 1 }]);
  });

  it("of no known form, and files that are not there, are errors", async () => {
    const { code, err } = await quality(join(folder, "nowhere.csv"));
    expect([code, err]).toEqual([1, expect.stringContaining("nowhere.csv cannot be read")]);
  });
});
