import { readRule, shippedRules } from "@touchline/alerts";
import { expect, test, vi } from "vitest";
import { alerts } from "./command.ts";
import { ruleLines } from "./rule-lines.ts";

test.each([
  [[], "Nothing: expected rules, add RULE"],
  [["rules", "swing"], "rules swing: expected rules"],
  [["add"], "add: expected rules, add RULE"],
  [["remove", "a", "b"], "remove a b: expected rules"],
  [["show"], "show: expected rules"],
])("%j is refused before anything is connected to", async (argv, sentence) => {
  await expect(alerts.run(argv)).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: expect.stringContaining(sentence),
  });
});

test.each([
  ["{", "the rule is not JSON"],
  ['{"id": "a", "kind": "CORNER"}', 'kind is "CORNER"'],
])("a rule %s is refused with its code, before anything is connected to", async (rule, sentence) => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    expect(await alerts.run(["add", rule, "--json"])).toBe(1);
    const said = JSON.parse(String(write.mock.calls[0]?.[0]));
    expect(said).toEqual({ code: "RULE_INVALID", message: expect.stringContaining(sentence) });
  } finally {
    write.mockRestore();
  }
});

test("rules are told in words, with where they count, since when and by whom", () => {
  const mine = readRule({ id: "mine", kind: "FAVOURITE_BEHIND", fromMinute: 60, scope: { teams: ["club:arsenal"] } });
  const shipped = shippedRules.map((rule) => ({ rule, since: null, by: null }));
  expect(ruleLines([...shipped, { rule: mine, since: Date.UTC(2026, 10, 22, 3), by: "Ada" }]).split("\n")).toEqual([
    "swing             a side's chance of winning moves by 0.15 within 5 minutes, until below 0.075",
    "favourite-behind  a favourite with 0.6 or more is behind",
    "red-card          a man is sent off",
    "value             the low end of the chance times the price is 0.02 above 1 or more, until below 0.01: MATCH_RESULT, OVER_UNDER, BOTH_TEAMS_TO_SCORE",
    "mine              a favourite with 0.5 or more is behind from minute 60 on; of club:arsenal (Ada, 2026-11-22T03:00:00Z)",
  ]);
  expect(ruleLines([])).toBe("There is no rule: state one with add.");
});
