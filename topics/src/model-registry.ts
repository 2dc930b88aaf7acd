import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic } from "./declaration.ts";

export const modelRegistry = declareTopic({
  name: "model.registry",
  key: "version/<model id>/<one of its own> or change/<revision>",
  // one order of all changes
  partitions: 1,
  cleanup: { policy: "compact" },
  config: { "segment.ms": String(daysMs(1)) },
  schemas: { ModelVersion: schemas.ModelVersion, ModelChange: schemas.ModelChange },
  owner: "predictor, npm run registry",
  why: "Which models there are, which of them answer, and every change of that: each has a key of its own, so compaction drops none.",
  deadLetters: false,
});
