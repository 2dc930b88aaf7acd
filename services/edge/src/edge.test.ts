import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { LatestRules } from "@touchline/alerts";
import { changeRules, openRulesView, type RulesView } from "@touchline/alerts/log";
import {
  type AlertView,
  alertRules,
  alertsOf,
  connect,
  type LiveClient,
  type MatchView,
  removeAlertRule,
  stateAlertRule,
} from "@touchline/client";
import { RegistryTimeline } from "@touchline/model-registry";
import { changeOf, versionOf } from "@touchline/model-registry/testing";
import { type Alert, fixedSerdes } from "@touchline/schemas";
import { MemoryClient, MemoryLog } from "@touchline/streams/testing";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { frameBytesMax } from "./client-message.ts";
import { Edge, type EdgeOptions } from "./edge.ts";
import { FeaturesService } from "./features-service.ts";
import { Lineages } from "./lineage.ts";
import { prediction, record } from "./prediction.fixture.ts";

const latencies: number[] = [];
const counted = {
  connections() {},
  frame() {},
  refused() {},
  conflated() {},
  endToEnd: (ms: number) => latencies.push(ms),
  requested() {},
};
const registry = new RegistryTimeline();
const limits = {
  ...{ matchesMax: 100, finishedMax: 100, pointsMax: 100 },
  ...{ connectionsMax: 10, filterEntriesMax: 10, messagesMax: 100, bufferBytesMax: 262_144, slowMsMax: 1_000 },
  predictionsKeptMax: 10,
};

/** An alert of the match as the log has it. */
const alert = (members: Partial<Alert> = {}): Alert => ({
  ...{ id: "wyscout:2500090/1", matchId: "wyscout:2500090", ruleId: "swing", kind: "SWING", state: "RAISED" },
  ...{ side: "HOME", text: "A swing.", sequence: 1, token: "3:41", cause: prediction().cause, period: 2, second: 1444 },
  ...{ score: { home: 1, away: 0 }, raisedAt: 5, endedAt: null, endedBecause: null },
  ...{ swing: null, favourite: null, redCard: null, value: null },
  ...members,
});

const script = "console.log(1);".repeat(20);

let folder: string;
let edge: Edge;
let http: FastifyInstance;
let address: string;
let client: LiveClient | undefined;
let rules: RulesView;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-edge-"));
  await start();
});

afterEach(async () => {
  client?.close();
  client = undefined;
  await stop();
  await rm(folder, { recursive: true });
});

async function start(port = 0) {
  const features = new FeaturesService([]);
  const lineages = new Lineages({ client: new MemoryClient(new MemoryLog()), openSerde: fixedSerdes(), features });
  const lookUps = { features, lineages, replays: { of: () => expect.unreachable() } };
  const log = new MemoryLog();
  log.createTopic("alert.rules", 1);
  const rulesLog = { client: new MemoryClient(log), openSerde: fixedSerdes() };
  const latest = new LatestRules();
  rules = await openRulesView({ ...rulesLog, rules: latest, onFailure: (error) => expect.unreachable(String(error)) });
  const change: EdgeOptions["rules"]["change"] = (request) => changeRules(rulesLog, request);
  const options = {
    rules: { open: true, timeline: latest, change },
    limits,
    heartbeatMs: 100,
    pageFolder: folder,
    metrics: () => counted,
    lookUps,
    registry,
  };
  edge = new Edge({ ...options, onError: (error) => expect.unreachable(String(error)) });
  http = Fastify();
  await edge.routes(http);
  address = await http.listen({ host: "127.0.0.1", port });
}

async function stop() {
  await edge.close();
  await http.close();
  await rules.close();
}

let offset = 0n;
const predicted = (members: Parameters<typeof prediction>[0] = {}, headers = {}) =>
  edge.predicted(prediction(members), { ...record(offset++), headers: { ...record().headers, ...headers } }, true);

const streamOf = (base: string) => `${base.replace("http", "ws")}/v1/stream`;

async function get(path: string) {
  const response = await fetch(address + path);
  return { status: response.status, body: (await response.json()) as Record<string, object> };
}

/** Resolves with the client's image of the match once it has this sequence. */
function imageOf(live: LiveClient, sequence: number): Promise<MatchView> {
  return new Promise((resolve) => {
    const look = () => {
      const match = live.matches.get("wyscout:2500090");
      if (match?.sequence !== sequence) return;
      stopLooking();
      resolve(match);
    };
    const stopLooking = live.on("match", look);
    look();
  });
}

describe("the API", () => {
  it("gives the image of a match whole: no member is lost in serialising", async () => {
    predicted();
    const image = edge.images.get("wyscout:2500090");
    expect((await get("/v1/matches/wyscout:2500090")).body).toEqual(image);
    expect((await get("/v1/matches")).body).toEqual({ matches: [image] });
    expect((await get("/v1/matches?team=club:arsenal")).body).toEqual({ matches: [] });
  });

  it("gives the predictions of a match in order", async () => {
    for (const sequence of [1, 2]) predicted({ sequence });
    const { body } = await get("/v1/matches/wyscout:2500090/predictions");
    expect(body).toEqual({ matchId: "wyscout:2500090", predictions: edge.images.history("wyscout:2500090") });
    expect(body.predictions).toHaveLength(2);
  });

  it("says how the feeds do", async () => {
    const health = {
      provider: "wyscout",
      completeTo: null,
      positions: null,
      lineUpPositions: null,
      providerTime: 1,
      matches: [],
    };
    edge.feeds.apply("wyscout", { ...health, state: "DELAYED", detail: "no word for 40 s", lastMessageAt: 1 }, 7);
    const said = { state: "DELAYED", detail: "no word for 40 s", lastMessageAt: 1 };
    const feed = { provider: "wyscout", ...said, since: 7, behind: [] };
    expect((await get("/v1/feeds")).body).toEqual({ feeds: [feed] });
  });

  it("tells of each model where it stands, since when, by whom and why, and what it has predicted", async () => {
    for (const id of ["a", "b"]) registry.apply({ schema: "ModelVersion", value: versionOf(id) });
    const value = changeOf(registry.latest, { action: "SHADOW", modelId: "b", why: "to see" });
    registry.apply({ schema: "ModelChange", value });
    for (const sequence of [1, 2]) predicted({ modelId: "a", sequence });
    const { about, odds, dataHash, trainedUntil, metrics } = versionOf("a");
    const a = { id: "a", hash: "hash of a", stage: "live", share: 1, since: null, by: null, why: null, predictions: 2 };
    const { models } = (await get("/v1/models")).body;
    expect(models).toEqual([
      { ...a, card: { about, odds, dataHash, trainedUntil, metrics } },
      expect.objectContaining({ id: "b", stage: "shadow", share: 0, since: value.from, by: "Ada", why: "to see" }),
    ]);
    expect((await get("/v1/models/b")).body).toEqual((models as object[])[1]);
    expect(await get("/v1/models/c")).toMatchObject({ status: 404, body: { code: "MODEL_UNKNOWN" } });
  });

  it("refuses with a code and what to do", async () => {
    expect(await get("/v1/matches/nope")).toMatchObject({ status: 404, body: { code: "MATCH_UNKNOWN" } });
    expect(await get("/v1/nope")).toMatchObject({ status: 404, body: { code: "ROUTE_UNKNOWN" } });
    expect(await get("/nope")).toMatchObject({ status: 404, body: { code: "ROUTE_UNKNOWN" } });
    expect(await get("/v1/matches?phase=SOON")).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
    expect(await get("/v1/stream")).toMatchObject({ status: 426, body: { code: "UPGRADE_REQUIRED" } });
    expect(await get("/")).toMatchObject({ status: 503, body: { code: "PAGE_NOT_BUILT" } });
  });

  it("describes itself as OpenAPI", async () => {
    const { body } = await get("/v1/openapi.json");
    expect(Object.keys(body.paths ?? {})).toEqual([
      "/v1/matches",
      "/v1/matches/{matchId}",
      "/v1/matches/{matchId}/predictions",
      "/v1/features/{matchId}",
      "/v1/matches/{matchId}/predictions/{prediction}/lineage",
      "/v1/matches/{matchId}/replay",
      "/v1/predictions",
      "/v1/teams",
      "/v1/teams/{teamId}",
      "/v1/leagues/{competition}/table",
      "/v1/models",
      "/v1/models/{id}",
      "/v1/matches/{matchId}/alerts",
      "/v1/alert-rules",
      "/v1/alert-rules/{ruleId}",
      "/v1/feeds",
    ]);
  });
});

describe("rules of alerts", () => {
  const swing = { id: "big-swing", kind: "SWING", atLeast: 0.3, withinMinutes: 10 } as const;

  it("are those that ship until one is stated, which is listed at once, and until one is taken away", async () => {
    const ids = async () => (await alertRules(address)).map(({ id }) => id);
    expect(await ids()).toEqual(["swing", "favourite-behind", "red-card", "value"]);
    const scope = { competitions: [], teams: ["club:arsenal"], matches: [] };
    const stated = await stateAlertRule(address, { ...swing, scope: { teams: ["club:arsenal"] }, by: "Ada" });
    expect(stated).toEqual({ ...swing, endsBelow: 0.15, scope, by: "Ada", since: expect.any(Number) });
    expect((await alertRules(address)).at(-1)).toEqual(stated);
    expect((await get("/v1/alert-rules/big-swing")).body).toEqual(stated);
    await removeAlertRule(address, "value");
    expect(await ids()).toEqual(["swing", "favourite-behind", "red-card", "big-swing"]);
  });

  it("take the place of one of their id, and have one of their own where none is given", async () => {
    await stateAlertRule(address, { ...swing, id: "swing" });
    expect((await get("/v1/alert-rules/swing")).body).toMatchObject({ atLeast: 0.3, by: "edge" });
    expect((await stateAlertRule(address, { kind: "RED_CARD" })).id).toMatch(/^rule-[0-9a-f]{8}$/);
  });

  it("that are stated at a time are all taken, one after another", async () => {
    const ids = Array.from({ length: 8 }, (_, i) => `rule-${i}`);
    await Promise.all(ids.map((id) => stateAlertRule(address, { id, kind: "RED_CARD" })));
    expect((await alertRules(address)).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  it.each([
    ["atLeast", { ...swing, atLeast: "0.3" }, 400, "RULE_INVALID"],
    ["no such member", { ...swing, because: "why not" }, 400, "RULE_INVALID"],
    ["expected an object", [swing], 400, "RULE_INVALID"],
    ["by: expected", { ...swing, by: "" }, 400, "RULE_INVALID"],
    ["without control characters", { ...swing, by: "\u001b]0;Ada\u0007" }, 400, "RULE_INVALID"],
  ])("are refused with a sentence: %s", async (why, body, status, code) => {
    await expect(stateAlertRule(address, body as unknown as typeof swing)).rejects.toMatchObject({
      ...{ status, code, message: expect.stringContaining(why) },
    });
    expect(await alertRules(address)).toHaveLength(4);
  });

  it("are changed so often within a minute and no more, which says when to try again", async () => {
    for (let i = 0; i < 20; i++) await stateAlertRule(address, { ...swing, atLeast: 0.3 + i / 100 });
    await expect(stateAlertRule(address, swing)).rejects.toMatchObject({
      ...{ status: 429, code: "RULES_TOO_OFTEN", message: expect.stringMatching(/try again in \d+ s, at \d{4}-/) },
    });
    expect(await alertRules(address)).toHaveLength(5);
  });

  it("that there are not cannot be shown or taken away", async () => {
    expect(await get("/v1/alert-rules/nobody")).toMatchObject({ status: 404, body: { code: "RULE_UNKNOWN" } });
    await expect(removeAlertRule(address, "nobody")).rejects.toMatchObject({ status: 404, code: "RULE_UNKNOWN" });
  });
});

describe("alerts", () => {
  it("are listed by match, the oldest first, each as it stands", async () => {
    predicted();
    edge.alerted(alert(), true);
    edge.alerted(alert({ id: "wyscout:2500090/2", kind: "RED_CARD", ruleId: "red-card" }), true);
    edge.alerted(alert({ state: "ENDED", endedAt: 9, endedBecause: "CEASED" }), true);
    const alerts = await alertsOf(address, "wyscout:2500090");
    expect(alerts).toEqual([
      {
        ...{ id: "wyscout:2500090/1", ruleId: "swing", matchId: "wyscout:2500090", kind: "SWING", state: "ENDED" },
        ...{ side: "HOME", text: "A swing.", sequence: 1, period: 2, second: 1444 },
        ...{ raisedAt: 5, endedAt: 9, endedBecause: "CEASED" },
      },
      expect.objectContaining({ id: "wyscout:2500090/2", state: "RAISED", endedBecause: null }),
    ]);
    await expect(alertsOf(address, "nope")).rejects.toMatchObject({ status: 404, code: "MATCH_UNKNOWN" });
  });

  it("go with a match that makes room for others", () => {
    predicted({ phase: "FINISHED" });
    edge.alerted(alert(), true);
    for (let i = 0; i < limits.finishedMax; i++) predicted({ matchId: `m:${i}`, phase: "FINISHED" });
    expect(edge.images.get("wyscout:2500090")).toBeUndefined();
    expect(edge.alerts.list("wyscout:2500090")).toEqual([]);
  });

  it("are told once to whoever follows the match, and to nobody else", async () => {
    predicted();
    client = connect(streamOf(address), { follow: { competitions: ["ENG-Premier League"] } });
    const other = connect(streamOf(address), { follow: { matches: ["wyscout:1"] } });
    const told: AlertView[] = [];
    const toOther: AlertView[] = [];
    client.on("alert", (each) => told.push(each));
    other.on("alert", (each) => toOther.push(each));
    await imageOf(client, 1);
    await expect.poll(() => other.status).toBe("live");
    // as when the log is read anew: what is over is told to nobody
    edge.alerted(alert({ id: "wyscout:2500090/0" }), false);
    for (let time = 0; time < 2; time++) edge.alerted(alert(), true);
    edge.alerted(alert({ state: "WITHDRAWN", endedAt: 9, endedBecause: "TAKEN_BACK" }), true);
    await expect
      .poll(() => told.map(({ id, state }) => [id, state]))
      .toEqual([
        ["wyscout:2500090/1", "RAISED"],
        ["wyscout:2500090/1", "WITHDRAWN"],
      ]);
    predicted({ sequence: 2 });
    await imageOf(client, 2);
    expect([told.length, toOther.length]).toEqual([2, 0]);
    other.close();
  });
});

describe("the stream", () => {
  it("keeps a client's image equal to the edge's, frame by frame", async () => {
    predicted();
    client = connect(streamOf(address), { follow: { all: true } });
    await imageOf(client, 1);
    for (let sequence = 2; sequence <= 30; sequence++) predicted({ sequence, second: 1444 + sequence });
    expect(await imageOf(client, 30)).toEqual(edge.images.get("wyscout:2500090"));
  });

  it("answers each mistake with its code and stays open", async () => {
    const told: unknown[] = [];
    const socket = new WebSocket(streamOf(address));
    socket.onmessage = ({ data }) => told.push(JSON.parse(data));
    await new Promise((resolve) => (socket.onopen = resolve));
    for (const text of ["{", "{}", '{"type":"subscribe"}', " ".repeat(20_000), '{"type":"ping"}']) socket.send(text);
    await expect.poll(() => told).toContainEqual(expect.objectContaining({ type: "pong" }));
    const codes = told.flatMap((message) => (message as { code?: string }).code ?? []);
    expect(codes).toEqual(["MESSAGE_NOT_JSON", "MESSAGE_UNKNOWN", "FILTER_INVALID", "MESSAGE_TOO_LONG"]);
    socket.close();
  });

  it("does not read a frame that is far too long: it closes with 1009", async () => {
    const socket = new WebSocket(streamOf(address));
    await new Promise((resolve) => (socket.onopen = resolve));
    const closed = new Promise<number>((resolve) => (socket.onclose = ({ code }) => resolve(code)));
    socket.send("x".repeat(frameBytesMax + 1));
    expect(await closed).toBe(1009);
  });

  it("tells the feeds at once, so that no match is taken for live before", async () => {
    const told: { type: string }[] = [];
    const socket = new WebSocket(streamOf(address));
    socket.onmessage = ({ data }) => told.push(JSON.parse(data));
    await expect.poll(() => told.slice(0, 2).map(({ type }) => type)).toEqual(["welcome", "heartbeat"]);
    socket.close();
  });

  it("tells the feeds with every heartbeat", async () => {
    client = connect(streamOf(address));
    edge.feeds.apply("wyscout", {
      ...{ provider: "wyscout", state: "UP", detail: null, lastMessageAt: 5 },
      ...{ completeTo: null, positions: null, lineUpPositions: null, providerTime: 5, matches: [] },
    });
    await expect.poll(() => client?.feeds).toMatchObject([{ provider: "wyscout", state: "UP" }]);
  });

  it("says of its own accord that a feed has fallen silent", async () => {
    const said = { provider: "wyscout", state: "UP", detail: null, lastMessageAt: 5 } as const;
    const silentSince = Date.now() - 5_500;
    client = connect(streamOf(address));
    edge.feeds.apply(
      "wyscout",
      { ...said, completeTo: null, positions: null, lineUpPositions: null, providerTime: 5, matches: [] },
      silentSince,
    );
    await expect.poll(() => client?.feeds).toMatchObject([{ state: "UP" }]);
    await expect
      .poll(() => client?.feeds, { timeout: 3_000 })
      .toMatchObject([
        { state: "DELAYED", since: silentSince, detail: expect.stringMatching(/^nothing heard for \d s$/) },
      ]);
    expect((await get("/v1/feeds")).body).toMatchObject({ feeds: [{ state: "DELAYED" }] });
  });

  it("names a match that stands still though its feed has told more", async () => {
    predicted();
    const { asOf } = prediction();
    const told = { provider: "wyscout", state: "UP", detail: null, lastMessageAt: asOf, providerTime: asOf } as const;
    const matches = [{ matchId: "wyscout:2500090", toldTo: asOf + 120_000 }];
    client = connect(streamOf(address));
    edge.feeds.apply("wyscout", { ...told, completeTo: null, positions: null, lineUpPositions: null, matches });
    await expect
      .poll(() => client?.feeds[0]?.behind, { timeout: 5_500 })
      .toEqual([{ matchId: "wyscout:2500090", since: expect.any(Number) }]);
    predicted({ sequence: 2, asOf: asOf + 120_000 });
    await expect.poll(() => client?.feeds[0]?.behind).toEqual([]);
  });

  it("is found again by a client when the edge comes back, which then has what it missed", async () => {
    predicted();
    client = connect(streamOf(address), { follow: { matches: ["wyscout:2500090"] } });
    await imageOf(client, 1);
    const port = Number(new URL(address).port);
    await stop();
    await expect.poll(() => client?.status).toBe("reconnecting");
    await start(port);
    predicted({ sequence: 7 });
    expect((await imageOf(client, 7)).sequence).toBe(7);
    expect(client.status).toBe("live");
  });

  it("measures from the input's arrival to the hand-over of the frame", async () => {
    latencies.length = 0;
    predicted({}, { "ingested-at": String(performance.timeOrigin + performance.now() - 12) });
    await Promise.resolve();
    expect(latencies).toHaveLength(1);
    expect(latencies[0]).toBeGreaterThanOrEqual(12);
    expect(latencies[0]).toBeLessThan(1_000);
  });
});

describe("the page", () => {
  it("is served with headers that keep everything foreign out, its assets for good", async () => {
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "index.html"), "<!doctype html><title>Touchline</title>");
    await writeFile(join(folder, "assets/index-1a2b.js"), "");
    await stop();
    await start();
    const page = await fetch(address);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const asset = await fetch(`${address}/assets/index-1a2b.js`);
    expect(asset.headers.get("cache-control")).toContain("immutable");
    expect(asset.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("is sent compressed as it was built, to whoever takes that", async () => {
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "index.html"), "<!doctype html><title>Touchline</title>");
    await writeFile(join(folder, "assets/index-1a2b.js"), script);
    await writeFile(join(folder, "assets/index-1a2b.js.br"), brotliCompressSync(script));
    await stop();
    await start();
    const asset = (encoding: string) =>
      fetch(`${address}/assets/index-1a2b.js`, { headers: { "accept-encoding": encoding } });
    const brotli = await asset("gzip, br");
    expect(brotli.headers.get("content-encoding")).toBe("br");
    expect(brotli.headers.get("content-type")).toContain("javascript");
    expect(brotli.headers.get("cache-control")).toContain("immutable");
    expect(await brotli.text()).toBe(script);
    const plain = await asset("identity");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.text()).toBe(script);
  });
});
