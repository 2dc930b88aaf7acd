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
  expect(matchView(prediction(), record(41n))).toMatchObject({
    token: "3:41",
    publishedAt: 1700000000123.4,
    cause: { correlationId: "wyscout/wyscout:2500090/254/2", player: "W. Zaha" },
  });
});

it("shows the kicks of a shoot-out, and none where none were told", () => {
  expect(view().shootOut).toBeNull();
  expect(view({ shootOut: { home: 4, away: 3 } }).shootOut).toEqual({ home: 4, away: 3 });
});

it("tells all markets, intervals and causes, rounded too", () => {
  const toQualify = { home: 0.7000001, away: 0.2999999 };
  const changeParts = [{ of: "SCORE" as const, home: 0.5, draw: -0.4, away: -0.1 }];
  const { interval, doubleChance, handicaps, cleanSheet, nextGoalBy, ...rest } = view({ toQualify, changeParts });
  expect([rest.toQualify, rest.changeParts]).toEqual([{ home: 0.7, away: 0.3 }, changeParts]);
  const told = prediction();
  expect(interval).toEqual(told.interval);
  expect(doubleChance).toEqual(told.doubleChance);
  expect(handicaps).toEqual(told.handicaps);
  expect(cleanSheet).toEqual(told.cleanSheet);
  expect(nextGoalBy).toEqual(told.nextGoalBy);
});

it("makes do with a record that carries no headers", () => {
  const bare = matchView(prediction(), { ...record(), headers: {} });
  expect(bare.publishedAt).toBe(record().timestamp);
  expect(bare.cause.correlationId).toBe("wyscout/wyscout:2500090/254/2");
});

it("gives as a delta the top-level members that changed, each whole", () => {
  const members = { second: 1500, nextGoal: { home: 0.29, none: 0.56, away: 0.15 } };
  const after = matchView(prediction({ sequence: 2, ...members }), record(42n));
  expect(changedMembers(matchView(prediction(), record(41n)), after)).toEqual({ ...members, token: "3:42" });
});

it("leaves out what changed too little to be shown", () => {
  const after = matchView(prediction({ sequence: 2, bothTeamsToScore: 0.2000001 }), record(41n));
  expect(changedMembers(matchView(prediction(), record(41n)), after)).toEqual({});
});
