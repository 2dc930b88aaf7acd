import type { AlertRuleView, AlertView } from "@touchline/client";
import { expect, it } from "vitest";
import { isFor, isOnlyFor, ruleWords, stateWords } from "./alert-words.ts";

const stated = { id: "x", since: null, by: null };
const match = { matchId: "m", competition: "c", homeTeam: { id: "h" }, awayTeam: { id: "a" } };
const withScope = (scope: AlertRuleView["scope"]): AlertRuleView => ({
  ...stated,
  kind: "RED_CARD",
  ...(scope && { scope }),
});

it("tells what a rule looks for", () => {
  expect(ruleWords({ ...stated, kind: "SWING", atLeast: 0.15, withinMinutes: 5 })).toBe(
    "A side’s chance of winning moves by 15 points within 5 minutes",
  );
  expect(ruleWords({ ...stated, kind: "FAVOURITE_BEHIND", favouriteAtLeast: 0.6, fromMinute: 60 })).toBe(
    "A side that was to win with 60% is behind from minute 60 on",
  );
  expect(ruleWords({ ...stated, kind: "VALUE", edgeAtLeast: 0.025 })).toBe("A price is worth 2.5% more than it costs");
});

it("tells where an alert stands, and why it holds no more", () => {
  expect(stateWords({ state: "RAISED", endedBecause: null } as AlertView)).toBe("holds");
  expect(stateWords({ state: "WITHDRAWN", endedBecause: "TAKEN_BACK" } as AlertView)).toBe("taken back");
  expect(stateWords({ state: "ENDED", endedBecause: "SUSPENDED" } as AlertView)).toBe(
    "ended as the match was suspended",
  );
});

it("knows which rules are for a match, and which for it alone", () => {
  expect(isFor(withScope(undefined), match)).toBe(true);
  expect(isFor(withScope({ teams: ["a"] }), match)).toBe(true);
  expect(isFor(withScope({ teams: ["z"], matches: ["n"] }), match)).toBe(false);
  expect(isOnlyFor(withScope({ matches: ["m"] }), "m")).toBe(true);
  expect(isOnlyFor(withScope({ matches: ["m", "n"] }), "m")).toBe(false);
  expect(isOnlyFor(withScope(undefined), "m")).toBe(false);
});
