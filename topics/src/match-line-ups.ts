import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const matchLineUps = declareTopic({
  name: "match.line-ups",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "compact" },
  config: { "segment.ms": String(daysMs(1)) },
  schemas: { LinedUp: schemas.LinedUp },
  owner: "ingest, features",
  why: "Who played in matches that are over, for ever: usual elevens and players' ratings are made from it.",
  deadLetters: true,
});
