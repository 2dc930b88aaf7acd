import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const modelShadow = declareTopic({
  name: "model.shadow",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(30) },
  schemas: { Prediction: schemas.Prediction },
  owner: "predictor",
  why: "What models in the shadow stage would have said, with a sequence for each match and model: to be compared, not to be shown.",
  deadLetters: false,
});
