import { schemas } from "@touchline/schemas";
import { repartition } from "@touchline/streams";
import { daysMs, declareTopic, matchPartitions } from "./declaration.ts";

export const fixturesByTeam = declareTopic({
  ...repartition({
    name: "features.fixtures-by-team",
    partitions: matchPartitions,
    schemas: { Fixture: schemas.Fixture },
    writtenBy: matchPartitions,
    // nothing that is folded from it asks for the time
    markEvery: Number.POSITIVE_INFINITY,
  }),
  key: "team id",
  cleanup: { policy: "delete", retentionMs: daysMs(30) },
  owner: "features",
  why: "Which matches a team has, told to the task that hears what is said of the team.",
  deadLetters: true,
});
