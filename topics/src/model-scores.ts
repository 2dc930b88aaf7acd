import { schemas } from "@touchline/schemas";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const modelScores = declareTopic({
  name: "model.scores",
  key: "match id",
  partitions: matchPartitions,
  cleanup: { policy: "delete", retentionMs: daysMs(365) },
  schemas: { MemberScores: schemas.MemberScores },
  owner: "predictor",
  why: "How the members of each ensemble did in each match that is over, and what they weigh since: by the last before a prediction, in its partition, that can be made again.",
  deadLetters: false,
});
