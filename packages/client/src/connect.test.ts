import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect, type LiveClient, type MatchUpdate, type Status } from "./connect.ts";
import type { MatchView, ServerMessage } from "./protocol.ts";

/** An edge's end of the connection, played by the test. */
class Edge {
  static all: Edge[] = [];
  static get last(): Edge {
    const last = Edge.all.at(-1);
    if (last === undefined) throw new Error("nobody has called");
    return last;
  }
  onmessage: (event: { data: string }) => void = () => {};
  onclose: () => void = () => {};
  readonly asked: unknown[] = [];
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    Edge.all.push(this);
  }
  send(text: string) {
    this.asked.push(JSON.parse(text));
  }
  close() {}
  say(message: ServerMessage) {
    this.onmessage({ data: JSON.stringify(message) });
  }
  welcome() {
    this.say({ type: "welcome", protocol: 1, heartbeatMs: 1_000 });
  }
  heartbeat() {
    this.say({ type: "heartbeat", at: 0, feeds: [] });
  }
  image(sequence: number, second = 0) {
    this.say({ type: "image", match: { matchId: "m", sequence, second } as MatchView });
  }
  delta(sequence: number, second = 0) {
    this.say({ type: "delta", matchId: "m", sequence, set: { second } });
  }
}

let client: LiveClient;
let statuses: Status[];
let updates: MatchUpdate[];

function call(follow = { all: true }) {
  client = connect("ws://edge/v1/stream", { follow, WebSocket: Edge as never });
  client.on("status", (status) => statuses.push(status));
  client.on("match", (update) => updates.push(update));
}

beforeEach(() => {
  vi.useFakeTimers();
  Edge.all = [];
  statuses = [];
  updates = [];
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

describe("a client", () => {
  it("asks for what it follows once it is welcome", () => {
    call();
    expect(client.status).toBe("reconnecting");
    Edge.last.welcome();
    expect(Edge.last.asked).toEqual([{ type: "subscribe", all: true }]);
    expect(client.status).toBe("live");
  });

  it("applies deltas to the image, which it never changes", () => {
    call();
    Edge.last.welcome();
    Edge.last.image(1);
    const before = client.matches.get("m");
    Edge.last.delta(2, 60);
    expect(client.matches.get("m")).toEqual({ matchId: "m", sequence: 2, second: 60 });
    expect(before).toEqual({ matchId: "m", sequence: 1, second: 0 });
    expect(updates.map(({ delta }) => delta)).toEqual([undefined, { second: 60 }]);
  });

  it("takes no notice of a delta that it has had", () => {
    call();
    Edge.last.welcome();
    Edge.last.image(5);
    Edge.last.delta(5, 60);
    Edge.last.delta(4, 60);
    expect(updates).toHaveLength(1);
  });

  it("asks for the image again where a delta is missing, and follows no more than before", () => {
    call();
    Edge.last.welcome();
    Edge.last.image(1);
    Edge.last.delta(3, 60);
    Edge.last.delta(4, 61);
    expect(Edge.last.asked.slice(1)).toEqual([
      { type: "subscribe", matches: ["m"] },
      { type: "unsubscribe", matches: ["m"] },
    ]);
    expect(client.matches.get("m")?.sequence).toBe(1);
    Edge.last.image(4, 61);
    Edge.last.delta(5, 62);
    expect(client.matches.get("m")).toEqual({ matchId: "m", sequence: 5, second: 62 });
  });

  it("lets one listener fail without harm to the others", () => {
    const uncaught = vi.fn();
    vi.stubGlobal("queueMicrotask", uncaught);
    call();
    const heard: number[] = [];
    client.on("match", () => {
      throw new Error("a listener's own");
    });
    client.on("match", ({ match }) => heard.push(match.sequence));
    Edge.last.welcome();
    Edge.last.image(1);
    expect(heard).toEqual([1]);
    expect(uncaught).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});

describe("a connection", () => {
  it("is stale after one missed heartbeat and live again with the next word", () => {
    call();
    Edge.last.welcome();
    vi.advanceTimersByTime(1_501);
    expect(client.status).toBe("stale");
    Edge.last.heartbeat();
    expect(client.status).toBe("live");
  });

  it("is given up after two, and made anew with all that was followed", () => {
    call();
    client.follow({ matches: ["x"] });
    Edge.last.welcome();
    vi.advanceTimersByTime(2_501);
    expect(client.status).toBe("reconnecting");
    vi.advanceTimersByTime(10_000);
    Edge.last.welcome();
    expect(Edge.all).toHaveLength(2);
    expect(Edge.last.asked).toEqual([{ type: "subscribe", matches: ["x"], all: true }]);
    expect(statuses).toEqual(["live", "stale", "reconnecting", "live"]);
  });

  it("is tried less and less often while nobody answers", () => {
    call();
    const calls = [];
    for (let i = 0; i < 12; i++) {
      Edge.last.onclose();
      const before = Date.now();
      while (Edge.all.length === i + 1) vi.advanceTimersByTime(10);
      calls.push(Date.now() - before);
    }
    expect(calls[0]).toBeLessThanOrEqual(250);
    expect(calls[5]).toBeGreaterThan(3_000);
    expect(Math.max(...calls)).toBeLessThanOrEqual(10_010);
  });

  it("hears nothing more from a socket that it has given up", () => {
    call();
    Edge.last.welcome();
    const first = Edge.last;
    first.onclose();
    first.image(1);
    expect(client.matches.size).toBe(0);
  });

  it("is not made again once it was closed", () => {
    call();
    Edge.last.welcome();
    client.close();
    Edge.last.onclose();
    vi.advanceTimersByTime(60_000);
    expect(Edge.all).toHaveLength(1);
    expect(client.status).toBe("closed");
  });
});

describe("a loop over updates", () => {
  it("sees the newest of each match, however slow it is, and ends with the client", async () => {
    call();
    const seen: number[] = [];
    const loop = (async () => {
      for await (const { sequence } of client.updates()) seen.push(sequence);
    })();
    Edge.last.welcome();
    for (let sequence = 1; sequence <= 5; sequence++) Edge.last.image(sequence);
    await vi.advanceTimersByTimeAsync(0);
    Edge.last.delta(6);
    await vi.advanceTimersByTimeAsync(0);
    client.close();
    await loop;
    expect(seen).toEqual([5, 6]);
  });
});
