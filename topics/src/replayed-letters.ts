import { daysMs, declareTopic } from "./declaration.ts";

/** Which dead letters were replayed. Its marks have to outlive the letters, which are kept for 30 days. */
export const replayedLetters = declareTopic({
  name: "dead-letters.replayed",
  key: "a letter's place",
  partitions: 1,
  cleanup: { policy: "delete", retentionMs: daysMs(60) },
  schemas: {},
  owner: "npm run dead-letters",
  why: "Which dead letters were replayed, written in the transaction of the record that was: so each is replayed once.",
  deadLetters: false,
});
