import { type Schema, StreamsError } from "@touchline/streams";
import { describe, expect, it } from "vitest";
import { fixedSerdes, type MatchEvent, type Prediction, schemas } from "./index.ts";
import { samplePrediction } from "./sample-prediction.ts";
import { topicSerde } from "./topic-serde.ts";

const predictions = { name: "match.predictions", partitions: 1, schemas: { Prediction: schemas.Prediction } };
const events = {
  name: "match.events",
  partitions: 1,
  schemas: { Fixture: schemas.Fixture, LineUp: schemas.LineUp, MatchEvent: schemas.MatchEvent },
};
const goal: MatchEvent = {
  provider: "wyscout",
  matchId: "wyscout:2499719",
  eventId: "177959171",
  revision: 1,
  status: "CONFIRMED",
  type: "GOAL",
  period: 1,
  second: 94.5,
  side: "HOME",
  player: { id: "25413", name: "Kolašinac ⚽", position: "DEFENDER" },
  playerOff: null,
  expectedGoals: 0.1,
  shotOutcome: null,
  situation: "OPEN_PLAY",
  subject: null,
  stoppage: null,
  score: { home: 1, away: 0 },
  providerTime: 1502477194000,
};

const openSerde = fixedSerdes();
const serde = await openSerde(predictions);
const written = serde.encode({ schema: "Prediction", value: samplePrediction });

function refusal(decode: () => unknown, code = "UNDECODABLE"): string {
  try {
    decode();
  } catch (error) {
    expect(error).toBeInstanceOf(StreamsError);
    expect(error).toMatchObject({ code, retriable: false });
    return (error as Error).message;
  }
  throw new Error("the bytes were decoded");
}

describe("the serde of a topic", () => {
  it("gives back what was written, as plain objects, under the record's name", async () => {
    expect(serde.decode(written)).toStrictEqual({ schema: "Prediction", value: samplePrediction });
    const matchEvents = await openSerde(events);
    expect(matchEvents.decode(matchEvents.encode({ schema: "MatchEvent", value: goal }))).toStrictEqual({
      schema: "MatchEvent",
      value: goal,
    });
  });

  it("writes the magic byte, the schema's id and Avro, the same bytes each time", () => {
    const id = Object.keys(schemas).indexOf("Prediction") + 1;
    expect([...written.subarray(0, 5)]).toEqual([0, 0, 0, 0, id]);
    expect(written.subarray(5, 21).toString("latin1")).toBe(`\x1ewyscout:2499719`);
    expect(serde.encode({ schema: "Prediction", value: samplePrediction })).toEqual(written);
  });

  it("keeps what it wrote apart: a later value does not overwrite an earlier buffer", () => {
    const before = Buffer.from(written);
    serde.encode({ schema: "Prediction", value: { ...samplePrediction, matchId: "another" } });
    expect(written).toEqual(before);
  });

  it("takes a value larger than any before", async () => {
    const news = await openSerde({ name: "team.news", partitions: 1, schemas: { NewsItem: schemas.NewsItem } });
    const value = {
      provider: "press",
      itemId: "1",
      teamId: "club:arsenal",
      headline: "Long",
      body: "x".repeat(300_000),
      url: null,
      language: "en",
      providerTime: 0,
    };
    expect(news.decode(news.encode({ schema: "NewsItem", value }))).toEqual({ schema: "NewsItem", value });
  });

  it.each<[string, Partial<Record<keyof Prediction, unknown>>, string]>([
    [
      "a NaN among probabilities",
      { matchResult: { home: Number.NaN, draw: 0.5, away: 0.5 } },
      "matchResult.home is NaN, which is no double",
    ],
    ["an infinite number", { bothTeamsToScore: Infinity }, "bothTeamsToScore is Infinity, which is no double"],
    ["an unknown symbol", { phase: "LUNCH" }, 'phase is "LUNCH", which is no touchline.Phase'],
    ["a missing field", { matchId: undefined }, "matchId is undefined, which is no string"],
    ["a wrong type inside an array", { overUnder: [{ line: 0.5, over: "half" }] }, 'overUnder.0.over is "half"'],
    ["a fraction where an int is due", { sequence: 1.5 }, "sequence is 1.5, which is no int"],
    ["an int out of range", { sequence: 2 ** 40 }, "sequence is 1099511627776, which is no int"],
    ["a long that a number cannot hold", { asOf: 2 ** 60 }, "asOf is 1152921504606847000, which is no long"],
  ])("refuses %s, naming field and value", (_, wrong, message) => {
    const value = { ...samplePrediction, ...wrong } as Prediction;
    expect(() => serde.encode({ schema: "Prediction", value })).toThrow(
      expect.objectContaining({ code: "VALUE_INVALID", message: expect.stringContaining(`Prediction.${message}`) }),
    );
  });

  it("refuses bytes that are not in the wire format", () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from([0, 0, 0, 1]), Buffer.from('{"home":1}')]) {
      expect(serde.learn(bytes)).toBeUndefined();
      expect(refusal(() => serde.decode(bytes))).toContain("does not begin with the magic byte 0 and a schema id");
    }
  });

  it("refuses a value at whatever byte it is cut off", () => {
    for (let length = 5; length < written.length; length++) {
      refusal(() => serde.decode(written.subarray(0, length)));
    }
  });

  it("refuses a value with bytes behind it", () => {
    const longer = Buffer.concat([written, Buffer.from("ab")]);
    expect(refusal(() => serde.decode(longer))).toContain("2 bytes follow its Prediction");
  });

  it("refuses a NaN that another program wrote", () => {
    const bytes = Buffer.from(written);
    bytes.writeDoubleLE(Number.NaN, bytes.indexOf(Buffer.from(new Float64Array([1234.5]).buffer)));
    expect(refusal(() => serde.decode(bytes))).toContain("NaN is no value of a double");
  });

  it("refuses an array that claims more items than its bytes could hold, without trying to read them", async () => {
    const health = await openSerde({ name: "feed.health", partitions: 1, schemas: { FeedHealth: schemas.FeedHealth } });
    const empty = { provider: "p", state: "UP", detail: null, lastMessageAt: null, completeTo: null } as const;
    const bytes = health.encode({
      schema: "FeedHealth",
      value: { ...empty, positions: [], lineUpPositions: null, providerTime: 0, matches: [] },
    });
    const count = Buffer.from([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
    const claim = Buffer.concat([bytes.subarray(0, -4), count, bytes.subarray(-3)]);
    expect(refusal(() => health.decode(claim))).toContain("items in");
  });

  it("refuses a record that the topic does not carry", async () => {
    const other = (await openSerde(events)).encode({ schema: "MatchEvent", value: goal });
    await serde.learn(other);
    expect(refusal(() => serde.decode(other))).toContain("it is a touchline.MatchEvent; the topic carries Prediction");
  });
});

describe("a writer's schema that is not ours", () => {
  const player = JSON.parse(schemas.Player.definition);
  const newer = JSON.stringify({
    ...player,
    fields: [...player.fields, { name: "shirt", type: ["null", "int"], default: null }],
  });
  const older = JSON.stringify({ ...player, fields: player.fields.slice(0, 2) });
  const written = (definition: string, id: number, value: object): Buffer => {
    const topic = {
      name: "players",
      partitions: 1,
      schemas: { Player: { name: "Player", definition } as Schema<object> },
    };
    return topicSerde(topic, new Map([["Player", id]]), async () => undefined).encode({ schema: "Player", value });
  };
  const topic = { name: "players", partitions: 1, schemas: { Player: schemas.Player } };

  it("is looked up once, however many ask at once, and read as ours", async () => {
    const lookUps: number[] = [];
    const reader = topicSerde(topic, new Map([["Player", 1]]), async (id) => {
      lookUps.push(id);
      return id === 2 ? older : newer;
    });
    const fromOlder = written(older, 2, { id: "7", name: "Saka" });
    const fromNewer = written(newer, 3, { id: "7", name: "Saka", position: "FORWARD", shirt: 7 });
    await Promise.all([reader.learn(fromOlder), reader.learn(fromOlder), reader.learn(fromNewer)]);
    expect(reader.learn(fromOlder)).toBeUndefined();
    expect(lookUps).toEqual([2, 3]);
    expect(reader.decode(fromOlder).value).toEqual({ id: "7", name: "Saka", position: null });
    expect(reader.decode(fromNewer).value).toEqual({ id: "7", name: "Saka", position: "FORWARD" });
  });

  it("is refused where it cannot be read as ours", async () => {
    const nameless = JSON.stringify({ ...player, fields: player.fields.slice(0, 1) });
    const reader = topicSerde(topic, new Map([["Player", 1]]), async () => nameless);
    const bytes = written(nameless, 2, { id: "7" });
    await reader.learn(bytes);
    expect(refusal(() => reader.decode(bytes))).toMatch(/Player cannot be read as ours: .*name/);
  });

  it("is refused where the registry does not know it, and not asked for again at once", async () => {
    let lookUps = 0;
    const reader = topicSerde(topic, new Map([["Player", 1]]), async () => {
      lookUps++;
      return undefined;
    });
    const bytes = written(older, 9, { id: "7", name: "Saka" });
    await reader.learn(bytes);
    expect(reader.learn(bytes)).toBeUndefined();
    expect(lookUps).toBe(1);
    expect(refusal(() => reader.decode(bytes), "SCHEMA_UNKNOWN")).toContain("the registry knows no Avro schema 9");
  });

  it("is asked for again after a look-up that failed", async () => {
    let lookUps = 0;
    const reader = topicSerde(topic, new Map([["Player", 1]]), async () => {
      if (++lookUps === 1) throw new StreamsError("SCHEMA_LOOKUP_FAILED", "down");
      return older;
    });
    const bytes = written(older, 2, { id: null, name: "Saka" });
    await expect(reader.learn(bytes)).rejects.toMatchObject({ code: "SCHEMA_LOOKUP_FAILED", retriable: true });
    await reader.learn(bytes);
    expect(reader.decode(bytes).value).toEqual({ id: null, name: "Saka", position: null });
  });
});
