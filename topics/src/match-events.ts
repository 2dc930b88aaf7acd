import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const matchEvents = declareTopic({
  name: "match.events",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(365) },
  schemas: { Fixture: schemas.Fixture, LineUp: schemas.LineUp, MatchEvent: schemas.MatchEvent },
  owner: "ingest, features",
  why: "Everything that is said of a match in one order: several topics have no order between them, so a replay could not give the same bytes.",
  deadLetters: true,
});
