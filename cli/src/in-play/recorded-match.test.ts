import { describe, expect, test } from "vitest";
import { readRecordedMatch } from "./recorded-match.ts";

const named = { id: "x:1", comp: "epl", season: "2015/16", date: "2015-08-08", home: "A", away: "B" };
const byMinute = {
  ...named,
  src: "understat",
  final: [1, 1],
  goals: [
    { p: 1, min0: 46, side: "home", kind: "open" },
    { p: 2, min0: 46, side: "away", kind: "open" },
  ],
  shots: [
    [46, 0, 0.3, "G", "o"],
    [46, 1, 0.2, "G", "o"],
    [50, 1, 0.1, "S", "o"],
  ],
  fd: { league: "E0", date: "2015-08-08", home: "A", away: "B" },
  odds: { close_1x2: [2, 3.4, 4], pre_avg_1x2: [2.1, 3.3, 3.9], pre_avg_ou25: [1.9, 1.95] },
};
const bySecond = {
  ...named,
  ft90: [1, 0],
  final: [2, 0],
  events: [
    { p: 2, s: 100.5, type: "goal", side: "home" },
    { p: 2, s: null, min: 90, add: 3, type: "second_yellow", side: "away" },
    { p: 3, s: 50, type: "goal", side: "home" },
    { p: 1, s: 2_760, type: "period_end" },
    { p: 2, s: 2_900, type: "period_end" },
  ],
  shots: [[1, 371.9, "home", 0.039, "off", "open"]],
};

describe("a recorded match", () => {
  test("of whole minutes has its goals in the half that the file says, in the middle of the minute", () => {
    expect(readRecordedMatch(JSON.stringify(byMinute))).toMatchObject({
      provider: "understat",
      final: { home: 1, away: 1 },
      tellsDismissals: false,
      halfSeconds: null,
      prices: { home: 2, draw: 3.4, away: 4, over: 1.9, under: 1.95 },
      happenings: [
        { kind: "goal", period: 1, second: 2_790, side: "home" },
        { kind: "shot", period: 1, second: 2_790, side: "home", expectedGoals: 0.3 },
        { kind: "goal", period: 2, second: 90, side: "away" },
        { kind: "shot", period: 2, second: 90, side: "away" },
        { kind: "shot", period: 2, second: 330, side: "away" },
      ],
    });
  });

  test("ends after 90 minutes, whatever extra time brought", () => {
    expect(readRecordedMatch(JSON.stringify(bySecond))).toMatchObject({
      provider: "x",
      final: { home: 1, away: 0 },
      tellsDismissals: true,
      halfSeconds: [2_760, 2_900],
      prices: null,
      row: null,
      happenings: [
        { kind: "shot", period: 1, second: 371.9 },
        { kind: "goal", period: 2, second: 100.5 },
        { kind: "dismissal", period: 2, second: 2_850, side: "away" },
      ],
    });
  });

  test("that lacks a goal, a score or a team is passed over with the reason", () => {
    const reasonOf = (json: object) => readRecordedMatch(JSON.stringify(json));
    expect(reasonOf({ ...byMinute, final: [2, 1] })).toEqual({ id: "x:1", reason: "goals do not add up to the score" });
    expect(reasonOf({ ...byMinute, final: null })).toEqual({ id: "x:1", reason: "no final score" });
    expect(reasonOf({ ...byMinute, home: null })).toEqual({ id: "x:1", reason: "no team, date or competition" });
    expect(readRecordedMatch("{")).toMatchObject({ reason: "not JSON" });
  });
});
