import { fixedSerdes } from "@touchline/schemas";
import type { Topic } from "@touchline/streams";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import {
  allTopics,
  deadLettersOf,
  marketOdds,
  matchEvents,
  matchWeather,
  teamAvailability,
  teamNews,
} from "@touchline/topics";
import { beforeEach, describe, expect, it } from "vitest";
import { ingestStatements } from "../ingest-statements.ts";
import { readToEnd } from "../known-log.ts";
import { providerContract } from "../provider-contract.ts";
import { SaidInLog } from "../statements/said-in-log.ts";
import { Statements } from "./statements.ts";

const matchId = "p:1";
const kickOff = Date.UTC(2018, 4, 13, 14);
const before = (hours: number): string => new Date(kickOff - hours * 3_600_000).toISOString();
const line = (record: string, said: object) => JSON.stringify({ record, provider: "p", ...said });

const fixture = line("Fixture", {
  matchId,
  competition: "ENG-Premier League",
  season: "2017/18",
  kickOff,
  home: { id: "club:crystal-palace", name: "Crystal Palace" },
  away: { id: "club:west-brom", name: "West Bromwich Albion" },
  providerTime: before(400),
});
const out = (id: number, hours: number, state = "OUT") =>
  line("Availability", {
    teamId: "club:west-brom",
    player: { id: `${id}`, name: `Player ${id}` },
    state,
    providerTime: before(hours),
  });
const forecast = (hours: number) =>
  line("Weather", { matchId, validAt: kickOff, issuedAt: before(hours), windSpeed: 5, temperature: 12 });
const story = (provider: string, hours: number) =>
  line("NewsItem", {
    provider,
    teamId: "club:west-brom",
    headline: "Keeper back",
    language: "en",
    providerTime: before(hours),
  });
const prices = (hours: number) => {
  const selections = [
    { name: "yes", price: 1.8 },
    { name: "no", price: 2 },
  ];
  return line("Odds", { matchId, market: "BOTH_TEAMS_TO_SCORE", selections, providerTime: before(hours) });
};
const squad = (from: number) => ({
  starting: Array.from({ length: 11 }, (_, i) => ({ id: `${from + i}`, name: `Player ${from + i}` })),
  bench: [{ id: `${from + 11}`, name: `Player ${from + 11}` }],
});
const lineUp = (side: string, from: number) =>
  line("LineUp", { matchId, side, ...squad(from), providerTime: before(1) });

const text = [
  fixture,
  ...Array.from({ length: 20 }, (_, i) => out(i, 100 - i)),
  out(3, 60, "AVAILABLE"),
  ...[48, 36, 24].flatMap((hours) => [forecast(hours), prices(hours)]),
  story("a-feed", 40),
  "",
  lineUp("HOME", 100),
  lineUp("AWAY", 200),
].join("\n");

describe("statements in files", () =>
  providerContract(() => new Statements({ files: [{ name: "said.jsonl", text }], said: new SaidInLog() })));

const openSerde = fixedSerdes();
let client: MemoryClient;
beforeEach(() => {
  const log = new MemoryLog();
  client = new MemoryClient(log);
  for (const topic of allTopics) log.createTopic(topic.name, topic.partitions);
});
const refused: string[] = [];
const ingest = (said: string, signal?: AbortSignal) => {
  refused.length = 0;
  return ingestStatements({
    client,
    openSerde,
    files: [{ name: "said.jsonl", text: said }],
    newTeams: "refuse",
    ...(signal && { signal }),
    onRefused: (what, code) => refused.push(`${what} ${code}`),
  });
};
const countIn = async (topic: Topic): Promise<number> => {
  let count = 0;
  await readToEnd(client, openSerde, topic, () => count++);
  return count;
};

describe("a file of statements", () => {
  it("is in its topics, each statement once, however often it is ingested", async () => {
    expect(await ingest(text)).toMatchObject({ accepted: 31, repeated: 0, rejected: 0 });
    const counts = async () =>
      Promise.all([teamAvailability, matchWeather, teamNews, marketOdds, matchEvents].map(countIn));
    expect(await counts()).toEqual([21, 3, 1, 3, 3]);
    expect(await ingest(text)).toMatchObject({ accepted: 0, repeated: 28, duplicate: 3 });
    expect(await counts()).toEqual([21, 3, 1, 3, 3]);
  });

  it("that has grown costs what is new in it, forecasts issued before those that are known among it", async () => {
    await ingest(text);
    const grown = [text, out(5, 30, "DOUBTFUL"), forecast(60), forecast(12), prices(60)].join("\n");
    expect(await ingest(grown)).toMatchObject({ accepted: 4, repeated: 28 });
    expect(await ingest(grown)).toMatchObject({ accepted: 0, repeated: 32 });
  });

  it("tells the same story of two feeds once", async () => {
    expect(await ingest([story("a-feed", 40), story("another-feed", 39)].join("\n"))).toMatchObject({
      accepted: 1,
      duplicate: 1,
    });
    expect(await ingest(story("a-third-feed", 45))).toMatchObject({ accepted: 0, duplicate: 1 });
  });

  it("goes on past lines that cannot be, each of which is a dead letter of its topic, once", async () => {
    const wrong = [
      "{",
      '{"record":"Rumour"}',
      out(1, 50).replace("club:west-brom", "club:west-bromwich"),
      forecast(50).replace('"temperature":12', '"temperature":120'),
      prices(50).replace("1.8", "1"),
      story("a-feed", 50).replace("Keeper back", " - "),
      lineUp("HOME", 100)
        .replace('"name":"Player 105"', '"name":"Player 105","position":"GOALKEEPER"')
        .replace(/,\{"id":"110"[^}]*}/, ""),
      out(7, 49),
    ].join("\n");
    expect(await ingest([fixture, wrong].join("\n"))).toMatchObject({ accepted: 3, rejected: 6 });
    expect(refused.map((each) => each.split(" ").at(-1))).toEqual([
      "STATEMENT_NOT_JSON",
      "STATEMENT_INVALID",
      "UNKNOWN_TEAM",
      "BAD_WEATHER",
      "ODDS_TOO_SHORT",
      "IMPOSSIBLE_LINE_UP",
    ]);
    expect(refused[1]).toBe("said.jsonl:3 STATEMENT_INVALID");
    const letters = () =>
      Promise.all(
        [matchEvents, teamAvailability, matchWeather, marketOdds].map((topic) => countIn(deadLettersOf(topic))),
      );
    expect(await letters()).toEqual([3, 1, 1, 1]);
    await ingest([fixture, wrong].join("\n"));
    expect(await letters()).toEqual([3, 1, 1, 1]);
  });

  it("is judged by what the log holds: the same version with other content is refused", async () => {
    await ingest(out(1, 50));
    expect(await ingest(out(1, 50, "AVAILABLE"))).toMatchObject({ rejected: 1 });
    expect(refused).toEqual([expect.stringContaining("REVISION_CONFLICT")]);
  });
});
