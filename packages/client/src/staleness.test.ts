import { expect, it } from "vitest";
import type { FeedView, MatchView } from "./protocol.ts";
import { staleness } from "./staleness.ts";

const match = { matchId: "wyscout:1", phase: "LIVE", cause: { correlationId: "wyscout/wyscout:1/2/1" } } as MatchView;
const feed: FeedView = { provider: "wyscout", state: "UP", detail: null, lastMessageAt: null, since: 5, behind: [] };

it("finds nothing amiss with a match whose feed is up and which follows it", () => {
  expect(staleness(match, [feed, { ...feed, provider: "history", state: "DOWN" }])).toBeUndefined();
  expect(staleness(match, [{ ...feed, behind: [{ matchId: "wyscout:2", since: 7 }] }])).toBeUndefined();
});

it("calls a match stale whose feed is not up, since when it is not", () => {
  const delayed = { ...feed, state: "DELAYED", detail: "nothing heard for 8 s" } as const;
  expect(staleness(match, [delayed])).toEqual({
    because: "feed",
    since: 5,
    state: "DELAYED",
    detail: "nothing heard for 8 s",
  });
});

it("calls a match stale that stands still though its feed goes on", () => {
  const behind = [{ matchId: "wyscout:1", since: 7 }];
  expect(staleness(match, [{ ...feed, behind }])).toMatchObject({ because: "behind", since: 7 });
});

it("calls a match stale of whose feed nothing was ever heard", () => {
  expect(staleness(match, [])).toMatchObject({ because: "feed", since: null, state: "UNKNOWN" });
});

it("has no doubts about a match that is over", () => {
  for (const phase of ["FINISHED", "CALLED_OFF"] as const) expect(staleness({ ...match, phase }, [])).toBeUndefined();
});
