import { describe, expect, test } from "vitest";
import { readRule } from "./read-rule.ts";
import { everyMatch, type Rule } from "./rule.ts";
import { RuleError } from "./rule-error.ts";
import { recordOf, ruleOfRecord } from "./rule-record.ts";
import { shippedRules } from "./shipped-rules.ts";

const swing = { id: "swing-20", kind: "SWING", atLeast: 0.2, withinMinutes: 10 };
const value = { id: "v", kind: "VALUE", edgeAtLeast: 0.05 };

function refusal(said: unknown): string {
  try {
    readRule(said);
  } catch (error) {
    if (error instanceof RuleError) return `${error.code} ${error.message}`;
  }
  return "taken";
}

describe("a rule that somebody states", () => {
  test("has what was left out: half the threshold for its end, every match for its scope", () => {
    expect(readRule(swing)).toEqual({ ...swing, endsBelow: 0.1, scope: everyMatch });
    expect(readRule({ id: "f", kind: "FAVOURITE_BEHIND" })).toMatchObject({ favouriteAtLeast: 0.5, fromMinute: 0 });
    expect(readRule(value)).toEqual({
      ...{ ...value, endsBelow: 0.025, scope: everyMatch, maxOddsAgeSeconds: 60, quietSeconds: 60, byLowEnd: false },
      markets: ["MATCH_RESULT", "OVER_UNDER", "BOTH_TEAMS_TO_SCORE"],
    });
  });

  test.each([
    ["no object", [], "the rule: expected an object"],
    ["no id", { kind: "RED_CARD" }, "id: expected a text"],
    ["an id that no address can have", { id: "a/b", kind: "RED_CARD" }, 'id is "a/b"'],
    ["a kind that there is not", { id: "a", kind: "CORNER" }, 'kind is "CORNER": expected SWING'],
    ["no threshold", { ...swing, atLeast: undefined }, "atLeast: expected a number above 0, to 1"],
    ["a threshold beyond all chances", { ...swing, atLeast: 1.5 }, "atLeast"],
    ["a threshold that is no number", { ...swing, atLeast: Number.NaN }, "atLeast"],
    ["a window that is not kept", { ...swing, withinMinutes: 16 }, "withinMinutes: expected a number above 0, to 15"],
    ["an end that does not lie below", { ...swing, endsBelow: 0.2 }, "endsBelow: expected a number from 0, below 0.2"],
    ["a member of another kind", { ...swing, edgeAtLeast: 0.1 }, "edgeAtLeast: the rule has no such member"],
    ["a market without a model", { ...value, markets: ["CORRECT_SCORE"] }, "markets: expected a list of"],
    ["no market at all", { ...value, markets: [] }, "markets"],
    ["a flag that is none", { ...value, byLowEnd: "yes" }, "byLowEnd: expected true or false"],
    ["a scope of one text", { ...swing, scope: { teams: "club:arsenal" } }, "teams: expected a list"],
    ["a name that a terminal would obey", { ...swing, scope: { teams: ["\u001b[2J"] } }, "without control characters"],
    ["a scope with another member", { ...swing, scope: { team: [] } }, "team: scope has no such member"],
    [
      "more names than may be kept",
      { ...swing, scope: { teams: Array.from({ length: 80 }, (_, i) => `club:${"é".repeat(25)}${i}`) } },
      "scope: expected names of up to 4096 bytes in all",
    ],
  ])("is refused with %s", (_, said, why) => {
    expect(refusal(said)).toMatch(/^RULE_INVALID /);
    expect(refusal(said)).toContain(why);
  });

  test("is the same when it comes back from the log", () => {
    const scope = { competitions: ["c"], teams: ["club:a"], matches: ["p:1"] };
    const rules: Rule[] = [
      ...shippedRules,
      readRule({ ...swing, scope }),
      readRule({ ...value, markets: ["OVER_UNDER"] }),
    ];
    for (const rule of rules) expect(ruleOfRecord(recordOf(rule))).toEqual(rule);
  });
});
