import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const matchFeatures = declareTopic({
  name: "match.features",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(30) },
  schemas: { Features: schemas.Features, PreMatch: schemas.PreMatch },
  owner: "features",
  why: "The model's whole input: what was known before kick-off, then the match after each change, so that any prediction can be made again.",
  deadLetters: true,
});
