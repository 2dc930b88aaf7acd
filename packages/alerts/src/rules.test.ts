import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { AlertRuleChange } from "@touchline/schemas";
import { describe, expect, test } from "vitest";
import { LatestRules } from "./latest-rules.ts";
import { everyMatch, type Rule } from "./rule.ts";
import { RuleError } from "./rule-error.ts";
import { changesMax, leadMs, proposeRule, rulesAtStart, rulesMax } from "./rules.ts";
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

  test.each([
    ["minute", changesMax.minute, 60_000, 1_000],
    ["day", changesMax.day, 86_400_000, 60_000],
  ])("are changed so often within a %s at most, and again after it", (within, max, length, apart) => {
    const timeline = new LatestRules();
    const state = (now: number) => timeline.apply(proposeRule(timeline.latest, { rule: red("mine"), by: "Ada" }, now));
    for (let i = 0; i < max; i++) expect(state(i * apart)).toBeUndefined();
    const refused = (now: number) => expect(() => state(now)).toThrow(RuleError);
    refused(max * apart);
    refused(length - 1);
    expect(() => state(length - 5_000)).toThrow(
      expect.objectContaining({
        code: "RULES_TOO_OFTEN",
        message: `the rules were changed ${max} times within a ${within}, as often as may be: try again in 5 s, at ${new Date(length).toISOString()}`,
      }),
    );
    expect(timeline.latest.revision).toBe(max);
    expect(state(length)).toBeUndefined();
  });

  test("are at any time as the changes until then leave them, in whatever order the times are asked for", () => {
    const timeline = new RulesTimeline();
    const states = [rulesAtStart];
    for (let i = 0; i < 60; i++) {
      const wanted = i % 3 === 2 ? { remove: `rule-${i - 1}`, by: "Ada" } : { rule: red(`rule-${i}`), by: "Ada" };
      timeline.apply(proposeRule(timeline.latest, wanted, i * 10_000));
      states.push(timeline.latest);
    }
    for (let i = 0; i < 600; i++) {
      const time = ((i * 7_919) % 620) * 1_000;
      const count = Math.min(60, Math.floor((time - leadMs) / 10_000) + 1);
      expect(timeline.at(time)).toEqual(states[count]);
    }
  });

  test("cost a reader their changes, not all rules with each change", () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const timeline = stated(...Array.from({ length: 90 }, (_, i) => red(`rule-${i}`)));
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    for (let i = 0; i < 2_000; i++) {
      timeline.apply(proposeRule(timeline.latest, { rule: red("rule-1"), by: "Ada" }, 1e6 + i * 1e6));
    }
    expect((heap() - before) / 2_000).toBeLessThan(2_000);
    expect(timeline.latest.revision).toBe(2_090);
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
    ["a name that a terminal would obey", { ...change, by: "Ada\u001b[2J" }, "RULE_INVALID"],
    ["no name", { ...change, by: "" }, "RULE_INVALID"],
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
