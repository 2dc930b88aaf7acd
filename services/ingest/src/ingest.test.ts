import { type MatchEntry, parseTimeline } from "@touchline/football";
import { readTeams, shippedFiles } from "@touchline/results";
import {
  type Availability,
  type DeadLetter,
  type FeedHealth,
  type Fixture,
  fixedSerdes,
  type MatchEvent,
  type NewsItem,
  type Odds,
  type Result,
  type Weather,
} from "@touchline/schemas";
import type { Producer, Topic } from "@touchline/streams";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import {
  deadLettersOf,
  feedHealth,
  marketOdds,
  matchEvents,
  matchLineUps,
  matchResults,
  matchWeather,
  teamAvailability,
  teamNews,
} from "@touchline/topics";
import { beforeEach, describe, expect, it } from "vitest";
import { chooseMatches } from "./choose-matches.ts";
import type { Fault } from "./fault.ts";
import { ingestMatch } from "./ingest-match.ts";
import { emptyLog, readKnownLog, readToEnd } from "./known-log.ts";
import { Outbox } from "./outbox.ts";
import type { ProviderRecord } from "./provider.ts";
import { endOfTime } from "./providers/history.ts";
import { Publisher } from "./publisher.ts";
import { byAppeal, readTimelineFile } from "./timeline-file.ts";

const match = "wyscout:2058015";
const lines = readTimelineFile(shippedFiles.timelines);
const teams = readTeams();
const { entries } = parseTimeline(lines.find(({ id }) => id === match)?.text ?? "", teams);
const openSerde = fixedSerdes();

let client: MemoryClient;
beforeEach(() => {
  const log = new MemoryLog();
  client = new MemoryClient(log);
  for (const topic of [matchEvents, matchResults, matchLineUps, marketOdds, matchWeather, teamAvailability, teamNews]) {
    log.createTopic(topic.name, topic.partitions);
    log.createTopic(deadLettersOf(topic).name, topic.partitions);
  }
  log.createTopic(feedHealth.name, feedHealth.partitions);
});

interface Read {
  readonly key: string;
  readonly value: unknown;
  readonly headers: Readonly<Record<string, string>>;
}
const recordsOf = async (topic: Topic): Promise<Read[]> => {
  const records: Read[] = [];
  await readToEnd(client, openSerde, topic, (record) => records.push(record as Read));
  return records;
};
const ingest = (timelines: string = shippedFiles.timelines) => ingestMatch({ client, openSerde, timelines, match });
const open = async (now = () => 1234.5) => {
  const known = await readKnownLog(client, openSerde, () => true);
  return Publisher.open({ client, openSerde, teams, known, now });
};

describe("a match that is ingested", () => {
  it("stands in the log in its provider's order, each entry with its correlation id and the time it came in", async () => {
    expect(await ingest()).toEqual({ match, eventsIn: entries.length, duplicates: 0, rejected: 0 });
    const records = await recordsOf(matchEvents);
    expect(records.map(({ value }) => value)).toEqual(entries.map(({ value }) => value));
    expect(records[0]?.headers).toMatchObject({ "correlation-id": `wyscout/${match}/fixture/1` });
    expect(Number(records[0]?.headers["ingested-at"])).toBeCloseTo(Date.now(), -5);
  });

  it("is not said again when it is ingested a second time", async () => {
    await ingest();
    expect(await ingest()).toMatchObject({ eventsIn: entries.length, duplicates: entries.length });
    expect(await recordsOf(matchEvents)).toHaveLength(entries.length);
  });

  it("declares history complete, so that no look-up of form waits", async () => {
    await ingest();
    const health = (await recordsOf(feedHealth)).map(({ value }) => value as FeedHealth);
    expect(health.find(({ provider }) => provider === "history")).toMatchObject({
      state: "FINISHED",
      completeTo: endOfTime,
    });
    expect(health.filter(({ provider }) => provider === "wyscout").map(({ state }) => state)).toEqual([
      "UP",
      "FINISHED",
    ]);
  });

  it("that no file holds is an error that says so", async () => {
    await expect(
      ingestMatch({ client, openSerde, timelines: shippedFiles.timelines, match: "wyscout:1" }),
    ).rejects.toMatchObject({ code: "MATCH_NOT_FOUND" });
    await expect(ingest("nowhere.jsonl")).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  });

  it("to its end is not chosen to be replayed again, and one that was interrupted is", async () => {
    const [first, second] = byAppeal(lines) as [(typeof lines)[number], (typeof lines)[number]];
    await ingestMatch({ client, openSerde, timelines: shippedFiles.timelines, match: first.id });
    const publisher = await open();
    for (const entry of parseTimeline(second.text, teams).entries.slice(0, 50))
      await publisher.sinkOf("x").publish(entry);
    await publisher.close();
    const known = await readKnownLog(client, openSerde, () => true);
    expect(chooseMatches(lines, 1, emptyLog)).toEqual([first]);
    expect(chooseMatches(lines, 1, known)).toEqual([second]);
    const silentAfter = (told: readonly MatchEntry[]) => {
      const last = told.at(-1)?.value as MatchEvent | undefined;
      const silence = { ...last, provider: "touchline", eventId: "silence/1", type: "SILENCE" } as MatchEvent;
      return last === undefined ? told : [...told, { schema: "MatchEvent", value: silence } as const];
    };
    const entriesOf = (matchId: string) => silentAfter(known.entriesOf(matchId));
    expect(chooseMatches(lines, 1, { ...known, entriesOf })).toEqual([second]);
  });
});

describe("a refused record", () => {
  const goal = entries.find(({ schema, value }) => schema === "MatchEvent" && value.type === "GOAL")
    ?.value as MatchEvent;
  const conflict = { schema: "MatchEvent", value: { ...goal, side: "HOME" } } as const;

  it("goes to the dead letters with its code and the provider's message, and the match goes on", async () => {
    await ingest();
    const publisher = await open();
    expect(await publisher.sinkOf("wyscout").publish(conflict, { original: "message" })).toBe("rejected");
    await publisher.close();
    const [letter] = await recordsOf(deadLettersOf(matchEvents));
    const { payload, ...value } = (letter as Read).value as DeadLetter;
    expect(letter?.headers).toEqual({
      "correlation-id": `wyscout/${match}/${goal.eventId}/1`,
      "ingested-at": "1234.500",
    });
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual({ original: "message" });
    expect(value).toMatchObject({ code: "REVISION_CONFLICT", stage: "ingest", topic: null, key: match });
    expect(await recordsOf(matchEvents)).toHaveLength(entries.length);
  });

  it("makes one dead letter, however often it comes", async () => {
    await ingest();
    for (let start = 0; start < 2; start++) {
      const publisher = await open();
      await publisher.sinkOf("wyscout").publish(conflict);
      await publisher.close();
    }
    expect(await recordsOf(deadLettersOf(matchEvents))).toHaveLength(1);
  });

  it("goes to the dead letters of its own topic", async () => {
    const publisher = await open();
    const sink = publisher.sinkOf("books");
    const common = { provider: "books", matchId: match, line: null, inPlay: true, suspended: false, providerTime: 0 };
    const odds = { ...common, market: "MATCH_RESULT" as const, selections: [{ name: "home", price: 1 }] };
    expect(await sink.publish({ schema: "Odds", value: odds })).toBe("rejected");
    const good = { ...odds, selections: [{ name: "home", price: 1.01 }] };
    expect(await sink.publish({ schema: "Odds", value: good })).toBe("accepted");
    await publisher.close();
    expect((await recordsOf(deadLettersOf(marketOdds))).map(({ value }) => (value as DeadLetter).code)).toEqual([
      "ODDS_TOO_SHORT",
    ]);
    expect(await recordsOf(marketOdds)).toHaveLength(1);
  });
});

describe("of each topic, what cannot be is a dead letter with its reason, and what can be is written", () => {
  const goal = entries.find(({ schema, value }) => schema === "MatchEvent" && value.type === "GOAL");
  const told = goal?.value as MatchEvent;
  const [{ value: fixture }] = entries as [MatchEntry];
  const { kickOff, home, away } = fixture as Fixture;
  const tick = (change: Partial<MatchEvent>): ProviderRecord => ({
    schema: "MatchEvent",
    value: { ...told, type: "CLOCK", side: null, player: null, eventId: "tick", ...change },
  });
  const result: Result = {
    ...{ provider: "books", matchId: "2018-07-11/nation:croatia/nation:england", revision: 1, kickOff, home, away },
    ...{
      competition: "INT-FIFA World Cup",
      season: "2018",
      score: { home: 2, away: 1 },
      halfTime: { home: 0, away: 1 },
    },
    ...{ neutral: true, referee: null, homeCounts: null, awayCounts: null, goalTimes: null, closing: null },
  };
  const prices = ["home", "draw", "away"].map((name) => ({ name, price: 2.8 }));
  const odds: Odds = {
    ...{ provider: "books", matchId: match, market: "MATCH_RESULT", line: null, selections: prices },
    ...{ inPlay: false, suspended: false, providerTime: kickOff },
  };
  const weather: Weather = {
    ...{ provider: "met", matchId: match, validAt: kickOff, issuedAt: kickOff, providerTime: kickOff },
    ...{ temperature: 20, windSpeed: 3, precipitation: 0 },
  };
  const availability: Availability = {
    ...{ provider: "team-news", teamId: home.id, revision: 1, state: "OUT", reason: null, expectedReturn: null },
    ...{ player: { id: "1", name: "L. Modrić", position: "MIDFIELDER" }, providerTime: kickOff },
  };
  const news: NewsItem = {
    ...{ provider: "team-news", itemId: "1", teamId: home.id, headline: "A headline", body: null, url: null },
    ...{ language: "en", providerTime: kickOff },
  };
  const bad = (value: Odds): ProviderRecord => ({ schema: "Odds", value });

  it.each<[string, Topic, ProviderRecord, ProviderRecord, string]>([
    [
      "a score that falls without VAR",
      matchEvents,
      tick({ second: told.second + 1 }),
      tick({ eventId: "b", second: told.second + 2, score: { home: 0, away: 0 } }),
      "SCORE_FELL",
    ],
    [
      "a minute that goes back",
      matchEvents,
      tick({ second: 2_000 }),
      tick({ eventId: "b", second: 1_000 }),
      "MINUTE_WENT_BACK",
    ],
    ["odds of 1", marketOdds, bad(odds), bad({ ...odds, selections: [{ name: "home", price: 1 }] }), "ODDS_TOO_SHORT"],
    [
      "odds without a margin",
      marketOdds,
      bad(odds),
      bad({ ...odds, selections: prices.map((each) => ({ ...each, price: 9 })) }),
      "OVERROUND_ABSURD",
    ],
    [
      "half-time above full-time",
      matchResults,
      { schema: "Result", value: result },
      { schema: "Result", value: { ...result, revision: 2, halfTime: { home: 3, away: 0 } } },
      "BAD_HALF_TIME",
    ],
    [
      "a result of the future",
      matchResults,
      { schema: "Result", value: result },
      { schema: "Result", value: { ...result, revision: 2, kickOff: kickOff + 2 * 86_400_000 } },
      "RESULT_BEFORE_KICK_OFF",
    ],
    [
      "a mark for unknown weather",
      matchWeather,
      { schema: "Weather", value: weather },
      { schema: "Weather", value: { ...weather, temperature: -999 } },
      "BAD_WEATHER",
    ],
    [
      "a player of no team",
      teamAvailability,
      { schema: "Availability", value: availability },
      { schema: "Availability", value: { ...availability, teamId: "nation:croatai" } },
      "UNKNOWN_TEAM",
    ],
    [
      "news without a headline",
      teamNews,
      { schema: "NewsItem", value: news },
      { schema: "NewsItem", value: { ...news, itemId: "2", headline: "" } },
      "TEXT_MISSING",
    ],
  ])("%s", async (_, topic, good, wrong, code) => {
    const publisher = await open(() => kickOff);
    const sink = publisher.sinkOf("any");
    const before = topic === matchEvents ? entries.slice(0, entries.indexOf(goal as MatchEntry) + 1) : [];
    for (const entry of before) await sink.publish(entry);
    expect([await sink.publish(good), await sink.publish(wrong)]).toEqual(["accepted", "rejected"]);
    await publisher.close();
    const letters = await recordsOf(deadLettersOf(topic as typeof matchEvents));
    expect(letters.map(({ value }) => (value as DeadLetter).code)).toEqual([code]);
    expect((await recordsOf(topic)).slice(before.length).map(({ value }) => value)).toEqual([good.value]);
  });
});

it("each fault is told with provider, topic, class, code and what became of the record", async () => {
  const faults: [string, string, Fault][] = [];
  const fault = (...told: [string, string, Fault]) => void faults.push(told);
  const publisher = await Publisher.open({ client, openSerde, teams, known: emptyLog, observer: { fault } });
  const sink = publisher.sinkOf("wyscout");
  const [fixture, ...others] = entries;
  const shot = others.find(({ schema, value }) => schema === "MatchEvent" && value.type === "SHOT");
  const common = {
    provider: "met",
    matchId: match,
    issuedAt: 0,
    providerTime: 0,
    windSpeed: null,
    precipitation: null,
  };
  for (const entry of [fixture, fixture]) await sink.publish(entry as ProviderRecord);
  await sink.publish({ schema: "MatchEvent", value: { ...(shot?.value as MatchEvent), side: null } });
  for (const temperature of [12, 12, 99]) {
    await sink.publish({ schema: "Weather", value: { ...common, validAt: 0, temperature } });
  }
  await sink.refuse({ key: match, code: "TIMELINE_NOT_JSON", message: "no JSON", raw: "" });
  await publisher.close();
  expect(
    faults.map(([provider, topic, { class: faultClass, code, treatment }]) => [
      provider,
      topic,
      faultClass,
      code,
      treatment,
    ]),
  ).toEqual([
    ["wyscout", matchEvents.name, "duplicate", "REPEATED", "passed_over"],
    ["wyscout", matchEvents.name, "missing", "SIDE_MISSING", "refused"],
    ["wyscout", matchWeather.name, "duplicate", "REPEATED", "passed_over"],
    ["wyscout", matchWeather.name, "impossible", "BAD_WEATHER", "refused"],
    ["wyscout", matchEvents.name, "impossible", "TIMELINE_NOT_JSON", "refused"],
  ]);
  expect(await recordsOf(matchWeather)).toHaveLength(1);
  expect(await recordsOf(deadLettersOf(matchWeather))).toHaveLength(1);
});

describe("health", () => {
  it("is told when it changes, and not when only the provider's clock has moved on", async () => {
    const publisher = await open();
    const sink = publisher.sinkOf("wyscout");
    for (const providerTime of [1, 2, 3]) sink.health({ state: "UP", detail: null, providerTime });
    sink.health({ state: "DELAYED", detail: "behind", providerTime: 4 });
    await publisher.close();
    expect((await recordsOf(feedHealth)).map(({ value }) => (value as FeedHealth).state)).toEqual(["UP", "DELAYED"]);
  });

  it("is told again after a while though it is the same, with the time in a header and not in the value", async () => {
    let now = 0;
    const publisher = await open(() => now);
    const sink = publisher.sinkOf("wyscout");
    for (now = 0; now <= 4_000; now += 500) sink.health({ state: "UP", detail: null, providerTime: 1 });
    await publisher.close();
    const told = await recordsOf(feedHealth);
    expect(told.map(({ headers }) => headers["ingested-at"])).toEqual(["0.000", "1500.000", "3000.000"]);
    expect(told[2]?.value).toEqual(told[0]?.value);
  });
});

describe("the outbox", () => {
  const record = (size: number) => ({ topic: "t", partition: 0, key: null, value: Buffer.alloc(size) });
  const producer = (send: Producer["send"]): Producer => ({ send, close: async () => {} });

  it("sends what gathered while the last batch was on its way, never more than a request may hold", async () => {
    const batches: number[] = [];
    const outbox = new Outbox(producer(async (records) => void batches.push(records.length)));
    await Promise.all(Array.from({ length: 3_000 }, () => outbox.add(record(10))));
    await Promise.all(Array.from({ length: 3 }, () => outbox.add(record(400_000))));
    await outbox.flushed();
    expect(batches).toEqual([2_000, 1_000, 1, 1, 1]);
  });

  it("makes whoever adds wait while too much is on its way", async () => {
    const { promise: sent, resolve } = Promise.withResolvers<void>();
    const outbox = new Outbox(producer(() => sent));
    let added = 0;
    const adding = (async () => {
      for (; added < 10_000; added++) await outbox.add(record(1));
    })();
    await new Promise((done) => setTimeout(done, 50));
    expect(added).toBeLessThan(7_000);
    resolve();
    await adding;
    await outbox.flushed();
  });

  it("fails for good when a send fails, for what follows must not overtake", async () => {
    const outbox = new Outbox(producer(() => Promise.reject(new Error("no broker"))));
    await outbox.add(record(1)).catch(() => {});
    await expect(outbox.flushed()).rejects.toThrow("no broker");
    await expect(outbox.add(record(1))).rejects.toThrow("no broker");
  });
});
