import { resultKeyOf } from "@touchline/football";
import { linedUpRecord } from "@touchline/prematch";
import { type FeedHealth, fixedSerdes, type Result } from "@touchline/schemas";
import type { Schemas, Topic, TopicValue } from "@touchline/streams";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import { feedHealth, matchLineUps, matchResults } from "@touchline/topics";
import { afterEach, describe, expect, it } from "vitest";
import { HistoryView } from "./history-view.ts";
import { realMatch } from "./real-match.fixture.ts";

const kickOff = Date.UTC(2018, 4, 13, 14);
/** Results of matches before this count for it: those of the day itself do not. */
const counts = Date.UTC(2018, 4, 13);
const dayMs = 86_400_000;
const never = new AbortController().signal;

const result: Result = {
  provider: "football-data",
  matchId: "2018-05-05/club:stoke/club:crystal-palace",
  revision: 1,
  competition: "ENG-Premier League",
  season: "2017/18",
  kickOff: Date.UTC(2018, 4, 5, 12),
  home: { id: "club:stoke", name: "Stoke City" },
  away: { id: "club:crystal-palace", name: "Crystal Palace" },
  score: { home: 1, away: 2 },
  halfTime: null,
  neutral: false,
  referee: null,
  homeCounts: null,
  awayCounts: null,
  goalTimes: null,
  closing: null,
};

/** A log with the two topics, and whatever a test appends to them. */
class Log {
  readonly memory = new MemoryLog();
  readonly client = new MemoryClient(this.memory);
  readonly openSerde = fixedSerdes();

  constructor() {
    for (const { name, partitions } of [matchResults, matchLineUps, feedHealth])
      this.memory.createTopic(name, partitions);
  }

  async append<S extends Schemas>(topic: Topic<S>, key: string, value: TopicValue<S> | null): Promise<void> {
    const serde = await this.openSerde(topic);
    const bytes = Buffer.from(key);
    const partition = this.client.partitionFor(bytes, topic.partitions);
    this.memory.append([{ topic: topic.name, partition, key: bytes, value: value && serde.encode(value) }]);
    await new Promise((resolve) => setImmediate(resolve));
  }

  result(change: Partial<Result> = {}): Promise<void> {
    const value = { ...result, ...change };
    return this.append(matchResults, resultKeyOf(value), { schema: "Result", value });
  }

  /** The history provider says how far it is: complete to a moment, all of it in the log as it is now. */
  complete(completeTo: number | null, ahead = 0, lineUpPositions: number[] | null = null): Promise<void> {
    const positions = this.memory.partitions(matchResults.name).map(({ high }) => Number(high) + ahead);
    const value: FeedHealth = {
      provider: "history",
      state: "UP",
      detail: null,
      lastMessageAt: null,
      completeTo,
      positions: completeTo === null ? null : positions,
      lineUpPositions,
      providerTime: 0,
      matches: [],
    };
    return this.append(feedHealth, "history", { schema: "FeedHealth", value });
  }
}

const opened: HistoryView[] = [];
const passedOver: string[] = [];
const refusedFor: string[] = [];
afterEach(() => {
  passedOver.length = 0;
  refusedFor.length = 0;
});
afterEach(() => Promise.all(opened.splice(0).map((view) => view.close())));

async function open(log: Log, waitMs = 5_000, onCutShort = (_: number) => {}): Promise<HistoryView> {
  const view = await HistoryView.open({
    client: log.client,
    openSerde: log.openSerde,
    waitMs,
    onFailure: (error) => expect.unreachable(error.message),
    onUndecodable: ({ topic }) => passedOver.push(topic),
    onRefused: (_, { code }) => refusedFor.push(code),
    onCutShort,
  });
  opened.push(view);
  return view;
}

/** Whether a look-up is still waiting after everything that is in the log has been read. */
async function isWaiting(look: Promise<void> | undefined): Promise<boolean> {
  const pause = new Promise((resolve) => setTimeout(() => resolve("pause"), 20));
  return (await Promise.race([look, pause])) === "pause";
}

const matchesOf = (view: HistoryView) => view.formAsOf("club:crystal-palace", kickOff).windows[0]?.matches;

describe("the view of history", () => {
  it("holds what is in the log and what comes, in its last version", async () => {
    const log = new Log();
    await log.result();
    const view = await open(log);
    await view.caughtUp();
    expect([view.size, matchesOf(view)]).toEqual([1, 1]);
    await log.result({ matchId: "2018-04-28/b/c", kickOff: kickOff - 15 * dayMs });
    await log.result({ revision: 2, score: { home: 0, away: 0 } });
    expect(view.formAsOf("club:crystal-palace", kickOff).windows[0]).toMatchObject({ matches: 2, points: 4 });
    await log.append(matchResults, resultKeyOf(result), null);
    expect([view.size, matchesOf(view)]).toEqual([1, 1]);
    expect(view.positions().reduce((sum, position) => sum + position, 0n)).toBe(4n);
  });

  it("says how far it has read each of its topics, partition by partition", async () => {
    const log = new Log();
    await log.result();
    const view = await open(log);
    await view.caughtUp();
    const { "match.results": results = [], "match.line-ups": lineUps } = view.readTo();
    expect([...results].sort()).toEqual([0, 0, 0, 0, 0, 1]);
    expect(lineUps).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("passes over a result that cannot be, says so, and keeps form fit for the model", async () => {
    const log = new Log();
    const view = await open(log);
    await log.result();
    const other = { ...result, matchId: "2018-04-28/b/c", kickOff: kickOff - 15 * dayMs };
    await log.result({ ...other, score: { home: -3, away: 1 } });
    await log.result({ ...other, halfTime: { home: 2, away: 0 } });
    await log.append(matchResults, "2018-04-28/c/d|football-data", { schema: "Result", value: other });
    await view.caughtUp();
    expect([view.size, matchesOf(view)]).toEqual([1, 1]);
    expect(passedOver).toEqual(Array(3).fill(matchResults.name));
    expect(refusedFor).toEqual(["BAD_SCORE", "BAD_HALF_TIME", "KEY_MISMATCH"]);
  });

  it("passes over what cannot be read, says so, and goes on", async () => {
    const log = new Log();
    for (const topic of [matchResults.name, feedHealth.name]) {
      log.memory.append([{ topic, partition: 0, key: Buffer.from("x"), value: Buffer.from("garbage") }]);
    }
    await log.result();
    await log.complete(counts);
    const view = await open(log);
    await view.caughtUp();
    expect(passedOver.sort()).toEqual([feedHealth.name, matchResults.name]);
    expect([view.size, view.isComplete(kickOff)]).toEqual([1, true]);
  });

  it("is folded before anybody asks, at its start and when much has been brought in", async () => {
    const log = new Log();
    const bring = async (season: string) => {
      await log.complete(null);
      for (let n = 0; n < 600; n++) await log.result({ matchId: `2018-04-05/b/${season}-${n}`, season });
      await log.complete(counts);
      await new Promise((resolve) => setTimeout(resolve, 100));
    };
    await bring("2016/17");
    const view = await open(log);
    await view.caughtUp();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(view.ready(kickOff, never)).toBeUndefined();
    await bring("2017/18");
    expect([view.size, view.ready(kickOff, never)]).toEqual([1_200, undefined]);
  });

  it("lets a look-up pass at once where all results that count for the kick-off are known, though it is to come", async () => {
    const log = new Log();
    await log.result();
    await log.complete(counts);
    const view = await open(log);
    await view.caughtUp();
    expect(view.ready(kickOff, never)).toBeUndefined();
    expect(view.isComplete(kickOff)).toBe(true);
    expect(view.isComplete(kickOff + dayMs)).toBe(false);
  });

  it("makes a look-up wait for the word that history is complete up to where results count, and no further", async () => {
    const log = new Log();
    const view = await open(log);
    const look = view.ready(kickOff, never);
    await log.complete(null);
    await log.complete(counts - 1);
    expect(await isWaiting(look)).toBe(true);
    await log.complete(counts);
    await look;
    expect(view.isComplete(kickOff)).toBe(true);
  });

  it("makes a look-up wait until the results themselves have been read", async () => {
    const log = new Log();
    const view = await open(log);
    await log.complete(counts, 1);
    const look = view.ready(kickOff, never);
    expect(await isWaiting(look)).toBe(true);
    expect(view.isComplete(kickOff)).toBe(false);
    for (let i = 0; i < 200; i++) await log.result({ matchId: `2018-05-05/club:${i}/club:crystal-palace` });
    await look;
    expect(view.isComplete(kickOff)).toBe(true);
  });

  it("makes a look-up wait until the line-ups that go with the results have been read", async () => {
    const { matchId, entries } = realMatch("2500090");
    const value = linedUpRecord(entries);
    if (value === null) throw new Error("the match tells no line-ups");
    const log = new Log();
    const view = await open(log);
    const partition = log.client.partitionFor(Buffer.from(matchId), matchLineUps.partitions);
    await log.complete(
      kickOff + 1,
      0,
      Array.from({ length: matchLineUps.partitions }, (_, each) => (each === partition ? 2 : 0)),
    );
    const look = view.ready(kickOff, never);
    await log.append(matchLineUps, matchId, { schema: "LinedUp", value });
    expect(await isWaiting(look)).toBe(true);
    await log.append(matchLineUps, matchId, { schema: "LinedUp", value: { ...value, revision: 2 } });
    await look;
    expect([view.isComplete(kickOff), view.lineUps]).toEqual([true, 1]);
    await log.append(matchLineUps, matchId, null);
    expect(view.lineUps).toBe(0);
  });

  it("passes over line-ups that cannot be, and says so", async () => {
    const { matchId, entries } = realMatch("2500090");
    const value = linedUpRecord(entries);
    if (value === null) throw new Error("the match tells no line-ups");
    const log = new Log();
    const view = await open(log);
    await log.append(matchLineUps, matchId, { schema: "LinedUp", value: { ...value, stints: [] } });
    await log.append(matchLineUps, "wyscout:other", { schema: "LinedUp", value });
    expect([view.lineUps, passedOver]).toEqual([0, [matchLineUps.name, matchLineUps.name]]);
  });

  it("stops waiting after a while and says so; the next look-up waits only for news of history", async () => {
    const log = new Log();
    const cutShort: number[] = [];
    const view = await open(log, 10, (at) => cutShort.push(at));
    await view.ready(kickOff, never);
    expect(cutShort).toEqual([counts - 1]);
    expect(view.isComplete(kickOff)).toBe(false);
    expect(view.ready(kickOff + dayMs, never)).toBeUndefined();
    await log.complete(kickOff - dayMs);
    expect(view.ready(kickOff, never)).toBeInstanceOf(Promise);
  });

  it("ends a wait when the application stops, without calling it cut short", async () => {
    const cutShort: number[] = [];
    const view = await open(new Log(), 5_000, (at) => cutShort.push(at));
    const stop = new AbortController();
    const look = view.ready(kickOff, stop.signal);
    stop.abort();
    await look;
    expect(cutShort).toEqual([]);
  });

  it("pays no heed to the health of other feeds", async () => {
    const log = new Log();
    const view = await open(log);
    const value = {
      provider: "espn",
      state: "UP",
      detail: null,
      lastMessageAt: null,
      completeTo: kickOff + 1,
    } as const;
    const health: FeedHealth = {
      ...value,
      positions: Array(matchResults.partitions).fill(0),
      lineUpPositions: null,
      providerTime: 0,
      matches: [],
    };
    await log.append(feedHealth, "espn", { schema: "FeedHealth", value: health });
    expect(view.isComplete(kickOff)).toBe(false);
  });
});
