import { schemas } from "@touchline/schemas";
import { declareTopic, hoursMs } from "./declaration.ts";

export const feedHealth = declareTopic({
  name: "feed.health",
  key: "provider",
  partitions: 1,
  cleanup: { policy: "compact" },
  config: { "segment.ms": String(hoursMs(1)), "min.cleanable.dirty.ratio": "0.1" },
  schemas: { FeedHealth: schemas.FeedHealth },
  owner: "ingest",
  why: "Whether each provider can be trusted now, and how far history is complete.",
  deadLetters: false,
});
