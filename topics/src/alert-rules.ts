import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic } from "./declaration.ts";

export const alertRules = declareTopic({
  name: "alert.rules",
  key: "change/<revision>",
  // one order of all changes
  partitions: 1,
  cleanup: { policy: "compact" },
  config: { "segment.ms": String(daysMs(1)) },
  schemas: { AlertRuleChange: schemas.AlertRuleChange },
  owner: "edge, npm run alerts",
  why: "Which rules raise alerts, and every change of that: each has a key of its own, so compaction drops none and a replay finds the rules of then.",
  deadLetters: false,
});
