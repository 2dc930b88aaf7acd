import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type MatchView, type ReplayView, replayed } from "@touchline/client";
import { fixedSerdes, type Prediction } from "@touchline/schemas";
import type { ReadingClient } from "@touchline/streams";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import { matchPredictions } from "@touchline/topics";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { answerErrors } from "./api.ts";
import { MatchImages } from "./match-images.ts";
import { matchLookUps } from "./match-look-ups.ts";
import { matchView } from "./match-view.ts";
import { prediction } from "./prediction.fixture.ts";
import { type ReplayLimits, Replays } from "./replay.ts";

const id = "wyscout:2500090";
const unreachable = () => expect.unreachable();

let http: FastifyInstance;
afterEach(() => http.close());

/** An edge that has read a log of these predictions, all of one partition. */
async function edgeOf(
  predictions: readonly Prediction[],
  limits: Partial<ReplayLimits> = {},
  pointsMax = 100,
  silent: Partial<ReadingClient> = {},
) {
  const log = new MemoryLog();
  log.createTopic(matchPredictions.name, matchPredictions.partitions);
  let fetches = 0;
  const client = new MemoryClient(log, {
    fetchRecords: () => {
      fetches++;
      return 3;
    },
  });
  const openSerde = fixedSerdes();
  const serde = await openSerde(matchPredictions);
  const images = new MatchImages({ matchesMax: 10, finishedMax: 10, pointsMax });
  const views: MatchView[] = [];
  for (const [at, value] of predictions.entries()) {
    const headers = { "processed-at": String(1_000 + at) };
    const bytes = serde.encode({ schema: "Prediction", value });
    log.append([
      { topic: matchPredictions.name, partition: 2, key: Buffer.from(value.matchId), value: bytes, headers },
    ]);
    const view = matchView(value, { partition: 2, offset: BigInt(at), timestamp: 1, headers });
    if (images.apply(view) !== undefined && value.matchId === id) views.push(view);
  }
  http = Fastify();
  answerErrors(http, unreachable);
  const replays = new Replays({ client: Object.assign(client, silent), openSerde, limits });
  const elsewhere = { features: unreachable, teams: unreachable, team: unreachable };
  matchLookUps(http, images, { features: elsewhere, lineages: { of: unreachable }, replays });
  const ask = (matchId = id, headers = {}) => http.inject({ url: `/matches/${matchId}/replay`, headers });
  return { ask, views, fetches: () => fetches };
}

const others = (sequence: number) => prediction({ matchId: "wyscout:1", sequence });
const told = [
  ...[others(1), prediction({ sequence: 1, phase: "PRE_MATCH", change: null }), others(2)],
  ...[prediction({ sequence: 2, second: 1200, score: { home: 0, away: 0 } }), others(3), others(4)],
  ...[prediction({ sequence: 2, second: 1200, score: { home: 0, away: 0 } }), prediction({ sequence: 3 }), others(5)],
];

describe("the replay of a match", () => {
  it("gives each prediction as the stream gave it, whole", async () => {
    const { ask, views } = await edgeOf(told);
    const answer = await ask();
    expect(answer.statusCode).toBe(200);
    const replay = answer.json<ReplayView>();
    expect(replay.matchId).toBe(id);
    expect(views).toHaveLength(3);
    expect(replayed(replay)).toEqual(views);
  });

  it("tells only what has changed", async () => {
    const { ask } = await edgeOf(told);
    const [, last] = (await ask()).json<ReplayView>().deltas;
    expect(Object.keys(last?.set ?? {}).sort()).toEqual(["publishedAt", "score", "second", "token"]);
  });

  it("begins with the first point that is kept", async () => {
    const { ask, views } = await edgeOf(told, {}, 2);
    expect(replayed((await ask()).json<ReplayView>())).toEqual(views.slice(1));
  });

  it("is read from the log once, for as long as the match stands where it is", async () => {
    const { ask, fetches } = await edgeOf(told);
    await ask();
    const once = fetches();
    expect(once).toBeGreaterThan(0);
    expect((await ask()).statusCode).toBe(200);
    expect(fetches()).toBe(once);
    await ask("wyscout:1");
    expect(fetches()).toBeGreaterThan(once);
  });

  it("is compressed where the request accepts that, and says so", async () => {
    const { ask } = await edgeOf(told);
    const plain = await ask();
    expect([plain.headers["content-encoding"], plain.headers.vary]).toEqual([undefined, "accept-encoding"]);
    const brotli = await ask(id, { "accept-encoding": "gzip, deflate, br" });
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.payload);
    const zipped = await ask(id, { "accept-encoding": "br;q=0, gzip;q=0.5" });
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.payload);
  });

  it("is refused of a match that nobody predicts", async () => {
    const { ask } = await edgeOf(told);
    const answer = await ask("nobody:1");
    expect([answer.statusCode, answer.json().code]).toEqual([404, "MATCH_UNKNOWN"]);
  });

  it("is refused where too much stands between its first and its last prediction", async () => {
    const { ask } = await edgeOf(told, { recordsMax: 5 });
    const answer = await ask();
    expect([answer.statusCode, answer.json().code]).toEqual([413, "REPLAY_TOO_LONG"]);
  });

  it("is given up where the log says nothing", async () => {
    const { ask } = await edgeOf(told, { waitMs: 20 }, 100, { reader: async () => ({ close: async () => {} }) });
    const answer = await ask();
    expect([answer.statusCode, answer.json().code]).toEqual([503, "LOG_SLOW"]);
  });

  it("is refused where as many are being read as may be, and given thereafter", async () => {
    const { ask } = await edgeOf(told, { atOnceMax: 1 });
    const answers = await Promise.all([ask(), ask("wyscout:1")]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 503]);
    expect(answers[1]?.json().code).toBe("TOO_MANY_LOOK_UPS");
    expect((await ask("wyscout:1")).statusCode).toBe(200);
  });

  it("that is refused pushes none out that is kept", async () => {
    const another = prediction({ matchId: "wyscout:2", sequence: 1 });
    const { ask, fetches } = await edgeOf([...told, another], { atOnceMax: 1, keptMax: 2 });
    await ask();
    const answers = await Promise.all([ask("wyscout:1"), ask("wyscout:2")]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 503]);
    const before = fetches();
    expect((await ask()).statusCode).toBe(200);
    expect(fetches()).toBe(before);
  });
});
