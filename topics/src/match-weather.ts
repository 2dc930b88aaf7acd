import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const matchWeather = declareTopic({
  name: "match.weather",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(30) },
  schemas: { Weather: schemas.Weather },
  owner: "ingest",
  why: "Forecasts for ground and hour, with their time of issue.",
  deadLetters: true,
});
