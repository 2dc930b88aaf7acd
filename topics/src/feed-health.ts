import { schemas } from "@touchline/schemas";
import { declareTopic } from "./declaration.ts";

export const feedHealth = declareTopic({
  name: "feed.health",
  key: "provider",
  partitions: 1,
  cleanup: { policy: "compact" },
  schemas: { FeedHealth: schemas.FeedHealth },
  owner: "ingest",
  why: "Whether each provider can be trusted now, and how far history is complete.",
  deadLetters: false,
});
