import type { FeedHealth } from "@touchline/schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { Feeds } from "./feeds.ts";
import { prediction, view } from "./prediction.fixture.ts";

const match = view();
const { matchId, asOf } = match;
let now: number;
let shown: typeof match;
let feeds: Feeds;

beforeEach(() => {
  now = 1_000_000;
  shown = match;
  feeds = new Feeds({ match: (id) => (id === matchId ? shown : undefined), now: () => now });
});

function health(members: Partial<FeedHealth> = {}): FeedHealth {
  const nothing = {
    detail: null,
    lastMessageAt: null,
    completeTo: null,
    positions: null,
    lineUpPositions: null,
    matches: [],
  };
  return { provider: "wyscout", state: "UP", providerTime: asOf, ...nothing, ...members };
}
const hear = (members: Partial<FeedHealth> = {}) => feeds.apply("wyscout", health(members));
/** Lets time pass while the feed repeats what it said last. */
function repeat(seconds: number, members: Partial<FeedHealth> = {}) {
  for (let second = 1; second <= seconds; second++) {
    now += 1_000;
    hear(members);
    feeds.changed();
  }
}

describe("a feed that is up", () => {
  it("stays so while it says so, and keeps since when", () => {
    hear();
    repeat(60);
    expect(feeds.list()).toMatchObject([{ state: "UP", since: 1_000_000, detail: null }]);
  });

  it("is delayed when nothing was heard of it for 6 s, since it was last heard of", () => {
    hear();
    now += 5_900;
    expect(feeds.list()).toMatchObject([{ state: "UP" }]);
    now += 2_100;
    expect(feeds.list()).toMatchObject([{ state: "DELAYED", since: 1_000_000, detail: "nothing heard for 8 s" }]);
    now += 600_000;
    expect(feeds.list()[0]?.detail).toBe("nothing heard for 10 min");
  });

  it("is up again when it is heard of, from then on", () => {
    hear();
    now += 10_000;
    hear();
    expect(feeds.list()).toMatchObject([{ state: "UP", since: 1_010_000 }]);
  });

  it("was silent already where what the log has of it is old", () => {
    feeds.apply("wyscout", health(), now - 7_200_000);
    expect(feeds.list()).toMatchObject([{ state: "DELAYED", detail: "nothing heard for 2 h" }]);
  });
});

it.each(["FINISHED", "DOWN", "DELAYED"] as const)("a feed that is %s owes no word", (state) => {
  hear({ state, detail: "why" });
  now += 60_000;
  expect(feeds.list()).toMatchObject([{ state, detail: "why" }]);
});

it("says once of each change that there was one", () => {
  expect(feeds.changed()).toBe(false);
  hear();
  expect([feeds.changed(), feeds.changed()]).toEqual([true, false]);
  now += 7_000;
  expect([feeds.changed(), feeds.changed()]).toEqual([true, false]);
  now += 1_000;
  expect(feeds.changed()).toBe(false);
});

describe("a match whose feed has told more", () => {
  const told = (ms: number) => ({ matches: [{ matchId, toldTo: asOf + ms }] });

  it("is behind when it has stood still for 3 s", () => {
    repeat(3, told(120_000));
    expect(feeds.list()[0]?.behind).toEqual([]);
    repeat(1, told(180_000));
    expect(feeds.list()[0]?.behind).toEqual([{ matchId, since: 1_001_000 }]);
  });

  it("is not behind within the minute that passes between two words of the clock at real speed", () => {
    repeat(65, told(60_000));
    expect(feeds.list()[0]?.behind).toEqual([]);
  });

  it("is not behind while its prediction moves, and no longer when it has caught up", () => {
    for (let minute = 1; minute <= 6; minute++) {
      shown = view({ asOf: asOf + minute * 60_000 });
      repeat(2, told(minute * 60_000 + 100_000));
      expect(feeds.list()[0]?.behind).toEqual([]);
    }
    repeat(5, told(600_000));
    expect(feeds.list()[0]?.behind).toHaveLength(1);
    shown = view({ asOf: asOf + 600_000 });
    expect(feeds.list()[0]?.behind).toEqual([]);
  });

  it("is not behind when it is over, or was never predicted", () => {
    shown = view({ ...prediction(), phase: "FINISHED" });
    repeat(5, told(600_000));
    expect(feeds.list()[0]?.behind).toEqual([]);
    repeat(5, { matches: [{ matchId: "wyscout:1", toldTo: asOf }] });
    expect(feeds.list()[0]?.behind).toEqual([]);
  });
});
