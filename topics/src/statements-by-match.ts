import { schemas } from "@touchline/schemas";
import { repartition } from "@touchline/streams";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const statementsByMatch = declareTopic({
  ...repartition({
    name: "features.statements-by-match",
    partitions: matchPartitions,
    schemas: { Availability: schemas.Availability, NewsItem: schemas.NewsItem },
    writtenBy: matchPartitions,
    // nothing that is folded from it asks for the time
    markEvery: Number.POSITIVE_INFINITY,
  }),
  key: "match id",
  cleanup: { policy: "delete", retentionMs: daysMs(30) },
  owner: "features",
  why: "What was said of a team, told to the tasks of its matches to come.",
  deadLetters: true,
});
