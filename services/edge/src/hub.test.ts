import type { ServerMessage } from "@touchline/client";
import { beforeEach, describe, expect, it } from "vitest";
import { Feeds } from "./feeds.ts";
import { Hub } from "./hub.ts";
import { MatchImages } from "./match-images.ts";
import { view } from "./prediction.fixture.ts";
import type { Subscriber, Wire } from "./subscriber.ts";

/** A client's end of the wire, as slow as the test wants it. */
class Client implements Wire {
  bufferedAmount = 0;
  reads = true;
  readonly frames: Buffer[] = [];
  writes = 0;
  closed: string | undefined;
  #corked = 0;
  send(frame: Buffer) {
    this.frames.push(frame);
    if (!this.reads) this.bufferedAmount += frame.length;
    if (this.#corked === 0) this.writes += 1;
  }
  cork() {
    this.#corked += 1;
  }
  uncork() {
    this.#corked -= 1;
    this.writes += 1;
  }
  close(_: number, reason: string) {
    this.closed = reason;
  }
  terminate() {
    this.closed = "terminated";
  }
  readAll() {
    this.bufferedAmount = 0;
    this.reads = true;
  }
  get told(): ServerMessage[] {
    return this.frames.map((frame) => JSON.parse(frame.toString()));
  }
  get matches(): string[] {
    return this.told.flatMap((message) => {
      if (message.type === "image") return [`image ${message.match.matchId} ${message.match.sequence}`];
      return message.type === "delta" ? [`delta ${message.matchId} ${message.sequence}`] : [];
    });
  }
}

const limits = { bufferBytesMax: 4_000, slowMsMax: 0, filterEntriesMax: 3, messagesMax: 5, connectionsMax: 3 };
let conflations = 0;
let images: MatchImages;
let hub: Hub;

beforeEach(() => {
  conflations = 0;
  images = new MatchImages({ matchesMax: 100, finishedMax: 100, pointsMax: 100 });
  const silent = { connections() {}, frame() {}, refused() {}, endToEnd() {}, requested() {} };
  const metrics = { ...silent, conflated: () => void conflations++ };
  hub = new Hub({ images, feeds: new Feeds({ match: () => undefined }), limits, heartbeatMs: 60_000, metrics });
});

function publish(members: Parameters<typeof view>[0]) {
  const update = images.apply(view(members));
  if (update !== undefined) hub.publish(update);
}

function connected(client: Client): Subscriber {
  const subscriber = hub.connect(client);
  if (subscriber === undefined) throw new Error("refused");
  return subscriber;
}

describe("a subscription", () => {
  it("gives the image, then deltas in sequence", () => {
    const client = new Client();
    publish({ matchId: "a" });
    hub.answer(connected(client), { type: "subscribe", matches: ["a"] });
    publish({ matchId: "a", sequence: 2 });
    publish({ matchId: "b" });
    expect(client.told[0]).toEqual({ type: "welcome", protocol: 1, heartbeatMs: 60_000 });
    expect(client.told[2]).toEqual({ type: "subscribed", filter: { matches: ["a"] }, matches: 1 });
    expect(client.matches).toEqual(["image a 1", "delta a 2"]);
  });

  it("adds filters up, and takes them off one by one", () => {
    const client = new Client();
    const subscriber = connected(client);
    hub.answer(subscriber, { type: "subscribe", competitions: ["ENG-Premier League"] });
    hub.answer(subscriber, { type: "subscribe", teams: ["club:west-brom"] });
    publish({ matchId: "a" });
    hub.answer(subscriber, { type: "unsubscribe", competitions: ["ENG-Premier League"] });
    publish({ matchId: "a", sequence: 2 });
    hub.answer(subscriber, { type: "unsubscribe", teams: ["club:west-brom"] });
    publish({ matchId: "a", sequence: 3 });
    expect(client.matches).toEqual(["image a 1", "delta a 2"]);
  });

  it("covers matches that come later", () => {
    const client = new Client();
    hub.answer(connected(client), { type: "subscribe", all: true });
    publish({ matchId: "new" });
    expect(client.matches).toEqual(["image new 1"]);
  });

  it("follows a match whose teams change", () => {
    const client = new Client();
    hub.answer(connected(client), { type: "subscribe", teams: ["club:arsenal"] });
    publish({ matchId: "a" });
    publish({ matchId: "a", sequence: 2, homeTeam: { id: "club:arsenal", name: "Arsenal" } });
    publish({ matchId: "a", sequence: 3, homeTeam: { id: "club:arsenal", name: "Arsenal" } });
    expect(client.matches).toEqual(["image a 2", "delta a 3"]);
  });

  it("is refused where it names too much, and then adds nothing", () => {
    const subscriber = connected(new Client());
    const filter = { matches: ["a", "b", "c", "d"] };
    expect(() => hub.answer(subscriber, { type: "subscribe", ...filter })).toThrow(/whole competitions/);
    hub.answer(subscriber, { type: "subscribe", matches: ["a", "b", "c"] });
    hub.answer(subscriber, { type: "subscribe", matches: ["a"] });
  });
});

describe("an update", () => {
  it("is serialised once for all that follow it", () => {
    const clients = [new Client(), new Client()];
    for (const client of clients) hub.answer(connected(client), { type: "subscribe", all: true });
    publish({ matchId: "a" });
    publish({ matchId: "a", sequence: 2 });
    expect(clients[0]?.frames.at(-1)).toBe(clients[1]?.frames.at(-1));
    expect(clients[0]?.frames.at(-2)).toBe(clients[1]?.frames.at(-2));
  });

  it("goes to a client in one write with all others of its batch", async () => {
    const client = new Client();
    hub.answer(connected(client), { type: "subscribe", all: true });
    await Promise.resolve();
    client.writes = 0;
    for (const matchId of ["a", "b", "c"]) publish({ matchId });
    await Promise.resolve();
    expect(client.matches).toHaveLength(3);
    expect(client.writes).toBe(1);
  });
});

describe("a slow client", () => {
  it("loses deltas, and gets one fresh image of each match when it has caught up", () => {
    const client = new Client();
    const subscriber = connected(client);
    hub.answer(subscriber, { type: "subscribe", all: true });
    publish({ matchId: "a" });
    publish({ matchId: "b" });
    client.reads = false;
    client.bufferedAmount = 4_001;
    for (let sequence = 2; sequence <= 50; sequence++) publish({ matchId: "a", sequence });
    expect(client.matches).toEqual(["image a 1", "image b 1"]);
    expect(conflations).toBe(1);
    client.readAll();
    subscriber.drain();
    publish({ matchId: "a", sequence: 51 });
    publish({ matchId: "b", sequence: 2 });
    expect(client.matches.slice(2)).toEqual(["image a 50", "delta a 51", "delta b 2"]);
  });

  it("never has more waiting than the limit and one frame", () => {
    const client = new Client();
    client.reads = false;
    const subscriber = connected(client);
    for (let i = 0; i < 40; i++) publish({ matchId: `m${i}` });
    hub.answer(subscriber, { type: "subscribe", all: true });
    for (let i = 0; i < 40; i++) publish({ matchId: `m${i}`, sequence: 2 });
    expect(client.bufferedAmount).toBeLessThan(limits.bufferBytesMax + 2_000);
    for (let turns = 0; turns < 40; turns++) {
      client.bufferedAmount = 0;
      subscriber.drain();
    }
    const last = new Map(client.matches.map((line) => [line.split(" ")[1], line]));
    expect([...last.values()].every((line) => line.endsWith(" 2") || line.startsWith("image"))).toBe(true);
    expect(last.size).toBe(40);
  });

  it("is dropped when it stays slow", () => {
    const client = new Client();
    connected(client);
    client.bufferedAmount = 4_001;
    hub.beat();
    expect(client.closed).toBeUndefined();
    const later = performance.now() + 2;
    while (performance.now() < later);
    hub.beat();
    expect(client.closed).toBe("terminated");
  });

  it("is dropped when it goes on asking without reading the answers", () => {
    const client = new Client();
    const subscriber = connected(client);
    client.bufferedAmount = 2 * limits.bufferBytesMax + 1;
    hub.answer(subscriber, { type: "ping" });
    expect(client.closed).toBe("terminated");
  });
});

describe("the hub", () => {
  it("takes no more clients than it may", () => {
    for (let i = 0; i < 3; i++) connected(new Client());
    const fourth = new Client();
    expect(hub.connect(fourth)).toBeUndefined();
    expect(fourth.told).toMatchObject([{ type: "error", code: "TOO_MANY_CONNECTIONS" }]);
    expect(fourth.closed).toBe("TOO_MANY_CONNECTIONS");
  });

  it("hears a client so often between two heartbeats and no more", () => {
    const subscriber = connected(new Client());
    for (let i = 0; i < 5; i++) subscriber.heard();
    expect(() => subscriber.heard()).toThrow(expect.objectContaining({ code: "TOO_MANY_MESSAGES" }));
    hub.beat();
    subscriber.heard();
  });

  it("bids farewell when it stops", () => {
    const client = new Client();
    connected(client);
    hub.close();
    expect(client.closed).toBe("SHUTTING_DOWN");
    expect(client.told.at(-1)).toMatchObject({ type: "error", code: "SHUTTING_DOWN" });
  });
});
