import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const matchResults = declareTopic({
  name: "match.results",
  key: "day/home team id/away team id, then a bar and the provider",
  partitions: matchPartitions,
  cleanup: { policy: "compact" },
  // Results hardly change: a day's segment and the default share of stale records before compaction do.
  config: { "segment.ms": String(daysMs(1)) },
  schemas: { Result: schemas.Result },
  owner: "ingest, features",
  why: "Final scores for ever, one a match and provider: form and ratings are folded from it.",
  deadLetters: true,
});
