import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const matchPredictions = declareTopic({
  name: "match.predictions",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(365) },
  schemas: { Prediction: schemas.Prediction },
  owner: "predictor",
  why: "The product: every prediction ever published, in order, with its cause.",
  deadLetters: true,
});
