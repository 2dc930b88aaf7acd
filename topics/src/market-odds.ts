import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const marketOdds = declareTopic({
  name: "market.odds",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(365) },
  schemas: { Odds: schemas.Odds },
  owner: "ingest",
  why: "Prices as each bookmaker gave them, kept apart from the match's own log: they come a hundred times as often.",
  deadLetters: true,
});
