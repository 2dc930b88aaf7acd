import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const matchAlerts = declareTopic({
  name: "match.alerts",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(30) },
  schemas: { Alert: schemas.Alert },
  owner: "alerts",
  why: "What the rules of users found in each match: raised once, and told again when it ends or is taken back.",
  deadLetters: false,
});
