import { schemas } from "@touchline/schemas";
import type { Schemas } from "@touchline/streams";
import { type Declaration, daysMs } from "./declaration.ts";

/** Dead letters of a topic: same partitions, so that a letter stands beside the records of its key. */
export function deadLettersOf(topic: Declaration<Schemas>): Declaration<{ DeadLetter: typeof schemas.DeadLetter }> {
  return {
    name: `${topic.name}.dead-letters`,
    key: topic.key,
    partitions: topic.partitions,
    cleanup: { policy: "delete", retentionMs: daysMs(30) },
    schemas: { DeadLetter: schemas.DeadLetter },
    owner: "every reader of the topic",
    why: `Records of ${topic.name} that could not be used, with reason and origin.`,
    deadLetters: false,
  };
}
