import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const teamAvailability = declareTopic({
  name: "team.availability",
  key: "team id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(365) },
  schemas: { Availability: schemas.Availability },
  owner: "ingest",
  why: "Who can play, with every change of it.",
  deadLetters: true,
});
