import { schemas } from "@touchline/schemas";
import { repartition } from "@touchline/streams";
import { expect, test } from "vitest";
import { deadLettersOf } from "./dead-letters.ts";
import { daysMs, declareTopic } from "./declaration.ts";
import { topicConfig } from "./topic-config.ts";

const byTeam = {
  ...repartition({ name: "results.by-team", partitions: 3, schemas: { Result: schemas.Result }, writtenBy: 6 }),
  key: "team id",
  owner: "ratings",
  why: "Each result once for each of its teams.",
  deadLetters: true,
};

test("a topic by which records get another key is declared as any other, and still known as such", () => {
  const declared = declareTopic({ ...byTeam, cleanup: { policy: "delete", retentionMs: daysMs(1) } });
  expect(declared.repartition).toEqual({ writtenBy: 6 });
  expect(topicConfig(declared, 1)).toEqual({ "cleanup.policy": "delete", "retention.ms": "86400000" });
  expect(deadLettersOf(declared)).toMatchObject({ name: "results.by-team.dead-letters", partitions: 3 });
});

test("such a topic cannot be compacted, for its marks of time have no key", () => {
  expect(() => declareTopic({ ...byTeam, cleanup: { policy: "compact" } })).toThrow(/results.by-team .* by age/);
});
