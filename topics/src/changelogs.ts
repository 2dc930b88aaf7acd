import { declareTopic, matchPartitions } from "./declaration.ts";

function changelog(application: string) {
  return declareTopic({
    name: `${application}.changelog`,
    key: "store entry or position",
    partitions: matchPartitions,
    cleanup: { policy: "compact" },
    schemas: {},
    owner: application,
    why: `State and position of ${application}, written in the transaction of its outputs; private to it.`,
    deadLetters: false,
  });
}

export const featuresChangelog = changelog("features");
export const predictorChangelog = changelog("predictor");
