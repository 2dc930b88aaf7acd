import { expect, it } from "vitest";
import { changedMembers, matchView } from "./match-view.ts";
import { prediction, record, view } from "./prediction.fixture.ts";

it("rounds quantities to five decimals", () => {
  expect(view()).toMatchObject({
    matchResult: { home: 0.87654, draw: 0.1, away: 0.02346 },
    expectedGoals: { home: 1.02346, away: 0.246 },
    change: { home: 0.52712, draw: -0.4, away: -0.12712 },
  });
});

it("says where in the log it stands, what caused it and when it was made", () => {
  expect(view()).toMatchObject({
    token: "3:41",
    publishedAt: 1700000000123.4,
    cause: { correlationId: "wyscout/wyscout:2500090/254/2", player: "W. Zaha" },
  });
});

it("makes do with a record that carries no headers", () => {
  const bare = matchView(prediction(), { ...record, headers: {} });
  expect(bare.publishedAt).toBe(record.timestamp);
  expect(bare.cause.correlationId).toBe("wyscout/wyscout:2500090/254/2");
});

it("gives as a delta the top-level members that changed, each whole", () => {
  const after = view({ sequence: 2, second: 1500, nextGoal: { home: 0.29, none: 0.56, away: 0.15 } });
  expect(changedMembers(view(), after)).toEqual({ second: 1500, nextGoal: { home: 0.29, none: 0.56, away: 0.15 } });
});

it("gives an empty delta where nothing that is shown changed", () => {
  expect(changedMembers(view(), view({ sequence: 2, bothTeamsToScore: 0.2000001 }))).toEqual({});
});
