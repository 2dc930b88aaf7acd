import type { AlertView } from "@touchline/client";
import { expect, test } from "vitest";
import { MatchAlerts } from "./match-alerts.ts";

const alert = (matchId: string, i: number, ruleId = "value"): AlertView => ({
  ...{ id: `${matchId}/${i}`, matchId, ruleId, kind: "VALUE", state: "RAISED", side: null, text: "", sequence: i },
  ...{ period: 1, second: i, raisedAt: i, endedAt: null, endedBecause: null },
});

test("a rule that finds much in a match pushes out its own alerts, and no other's", () => {
  const alerts = new MatchAlerts({ matchesMax: 10 });
  alerts.apply(alert("m:1", 0, "red-card"));
  for (let i = 1; i <= 500; i++) alerts.apply(alert("m:1", i));
  const kept = alerts.list("m:1");
  expect(kept).toHaveLength(200);
  expect(kept[0]?.ruleId).toBe("red-card");
  expect(kept.at(-1)?.sequence).toBe(500);
});

test("alerts are bounded in all: those of the match that was silent longest go", () => {
  const alerts = new MatchAlerts({ matchesMax: 1_000 });
  for (let match = 0; match <= 100; match++) for (let i = 1; i <= 200; i++) alerts.apply(alert(`m:${match}`, i));
  expect(alerts.list("m:0")).toEqual([]);
  expect(alerts.list("m:1")).toHaveLength(200);
  alerts.forget("m:1");
  // what was forgotten made room
  for (let i = 1; i <= 200; i++) alerts.apply(alert("m:new", i));
  expect(alerts.list("m:2")).toHaveLength(200);
});
