import { proposeRule, RulesTimeline } from "@touchline/alerts";
import { expect, test } from "vitest";
import { AlertRules } from "./alert-rules.ts";

test("changes wait for one another, so many and no more; one that fails holds up none", async () => {
  const timeline = new RulesTimeline();
  const gate = Promise.withResolvers<void>();
  let underWay = 0;
  let mostUnderWay = 0;
  const rules = new AlertRules({
    open: true,
    timeline,
    async change(request) {
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      await gate.promise;
      underWay -= 1;
      if ("rule" in request && request.rule.id === "rule-3") throw new Error("no broker");
      const change = proposeRule(timeline.latest, request, 0);
      timeline.apply(change);
      return change;
    },
  });
  const stating = Array.from({ length: 22 }, (_, i) => rules.state({ id: `rule-${i}`, kind: "RED_CARD" }));
  const settled = Promise.allSettled(stating);
  await expect(stating[20]).rejects.toMatchObject({ code: "RULES_BUSY" });
  gate.resolve();
  const failed = (await settled).flatMap(({ status }, i) => (status === "rejected" ? [i] : []));
  expect(failed).toEqual([3, 20, 21]);
  expect(mostUnderWay).toBe(1);
  expect((await rules.state({ id: "one-more", kind: "RED_CARD" })).id).toBe("one-more");
});

test("what was stated is answered as it was made, whatever this process has read of it", async () => {
  const timeline = new RulesTimeline();
  const rules = new AlertRules({
    open: true,
    timeline,
    async change(request) {
      const change = proposeRule(timeline.latest, request, 5_000);
      timeline.apply(change);
      // another process takes it away before this one looks
      timeline.apply(proposeRule(timeline.latest, { remove: change.ruleId, by: "another" }, 5_000));
      return change;
    },
  });
  expect(await rules.state({ id: "mine", kind: "RED_CARD", by: "Ada" })).toEqual({
    ...{ id: "mine", kind: "RED_CARD", scope: { competitions: [], teams: [], matches: [] } },
    ...{ since: 6_000, by: "Ada" },
  });
  expect(rules.list().map(({ id }) => id)).not.toContain("mine");
});

test("where they are closed they are shown, and cannot be changed", async () => {
  const rules = new AlertRules({ open: false, timeline: new RulesTimeline(), change: () => expect.unreachable() });
  await expect(rules.state({ kind: "RED_CARD" })).rejects.toMatchObject({ code: "RULES_CLOSED" });
  await expect(rules.remove("swing")).rejects.toMatchObject({ code: "RULES_CLOSED" });
  expect(rules.list().map(({ id }) => id)).toContain("swing");
});
