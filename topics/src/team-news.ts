import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const teamNews = declareTopic({
  name: "team.news",
  key: "team id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(30) },
  schemas: { NewsItem: schemas.NewsItem },
  owner: "ingest",
  why: "What is written about a team, one item a story.",
  deadLetters: true,
});
