import type { AlertRuleChange } from "@touchline/schemas";
import { describe, expect, test } from "vitest";
import { everyMatch, type Rule } from "./rule.ts";
import { leadMs, proposeRule, rulesAtStart, rulesMax } from "./rules.ts";
import { RulesTimeline } from "./rules-timeline.ts";
import { shippedRules } from "./shipped-rules.ts";

const red = (id: string): Rule => ({ id, kind: "RED_CARD", scope: everyMatch });
const ids = (rules: readonly Rule[]) => rules.map(({ id }) => id);
const shipped = ids(shippedRules);

function stated(...requests: readonly (Rule | string)[]): RulesTimeline {
  const timeline = new RulesTimeline();
  requests.forEach((request, i) => {
    const wanted = typeof request === "string" ? { remove: request, by: "Ada" } : { rule: request, by: "Ada" };
    expect(timeline.apply(proposeRule(timeline.latest, wanted, i * 10_000))).toBeUndefined();
  });
  return timeline;
}

describe("the rules", () => {
  test("are those that ship until somebody states others", () => {
    expect(ids(new RulesTimeline().at(0).list)).toEqual(shipped);
    expect(ids(stated(red("mine")).latest.list)).toEqual([...shipped, "mine"]);
  });

  test("hold from a second after they were stated, and are then as they were at any time", () => {
    const timeline = stated(red("mine"), "mine", "swing");
    const at = (time: number) => ids(timeline.at(time).list);
    expect(at(leadMs - 1)).toEqual(shipped);
    expect(at(leadMs)).toEqual([...shipped, "mine"]);
    expect(at(10_000 + leadMs)).toEqual(shipped);
    expect(at(20_000 + leadMs)).toEqual(shipped.filter((id) => id !== "swing"));
    expect(timeline.latest.stated.get("value")).toMatchObject({ since: null, by: null });
  });

  test("that ship are replaced by one of their id, or taken away like others", () => {
    const timeline = stated(red("swing"), "red-card");
    expect(timeline.latest.stated.get("swing")).toMatchObject({ rule: { kind: "RED_CARD" }, since: leadMs, by: "Ada" });
    expect(ids(timeline.latest.list)).toEqual(["swing", "favourite-behind", "value"]);
  });

  test("are so many at most", () => {
    const more = Array.from({ length: rulesMax - shipped.length }, (_, i) => red(`rule-${i}`));
    const { latest } = stated(...more);
    expect(latest.list).toHaveLength(rulesMax);
    expect(() => proposeRule(latest, { rule: red("one-more"), by: "Ada" }, 1e9)).toThrow(
      expect.objectContaining({ code: "RULES_TOO_MANY" }),
    );
    expect(proposeRule(latest, { rule: red("rule-1"), by: "Ada" }, 1e9).ruleId).toBe("rule-1");
  });

  const change = proposeRule(rulesAtStart, { rule: red("mine"), by: "Ada" }, 0);
  test.each<[string, AlertRuleChange, string]>([
    ["an id that there is not", { ...change, ruleId: "nobody", rule: null }, "RULE_UNKNOWN"],
    ["a number that does not follow", { ...change, revision: 2 }, "RULE_CONFLICT"],
    ["another id than its rule", { ...change, ruleId: "yours" }, "RULE_INVALID"],
    [
      "a rule of a kind that is not known here",
      { ...change, rule: { ...change.rule, kind: "UNKNOWN" } } as AlertRuleChange,
      "RULE_INVALID",
    ],
    ["no time from which it holds", { ...change, from: Number.NaN }, "RULE_INVALID"],
  ])("are left as they are by a change with %s, whoever wrote it", (_, wrong, code) => {
    const timeline = new RulesTimeline();
    expect(timeline.apply(wrong)?.code).toBe(code);
    expect(timeline.latest.list).toEqual(rulesAtStart.list);
  });

  test("go on after a change that only another version understands: its number is taken, and what it replaced is gone", () => {
    const timeline = stated(red("mine"));
    const { rule, ...change } = proposeRule(timeline.latest, { rule: red("mine"), by: "Ada" }, 20_000);
    const ofNewKind = { ...change, rule: { ...rule, kind: "UNKNOWN" } } as AlertRuleChange;
    expect(timeline.apply(ofNewKind)?.code).toBe("RULE_INVALID");
    expect(ids(timeline.at(20_000 + leadMs).list)).toEqual(shipped);
    expect(ids(timeline.at(20_000).list)).toContain("mine");
    // a stale writer takes nobody's place, and who read it all is next
    expect(timeline.apply({ ...ofNewKind, rule: null })?.code).toBe("RULE_CONFLICT");
    const next = proposeRule(timeline.latest, { rule: red("yours"), by: "Ada" }, 30_000);
    expect(next.revision).toBe(3);
    expect(timeline.apply(next)).toBeUndefined();
    expect(ids(timeline.latest.list)).toEqual([...shipped, "yours"]);
  });
});
