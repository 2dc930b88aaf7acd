import { declareTopic, hoursMs, matchPartitions } from "./declaration.ts";

function changelog(application: string) {
  return declareTopic({
    name: `${application}.changelog`,
    key: "store entry or position",
    partitions: matchPartitions,
    cleanup: { policy: "compact" },
    // A restart reads all of it, so it is kept short: small segments, closed within the hour, compacted when a tenth is stale.
    config: {
      "segment.bytes": String(64 * 1024 * 1024),
      "segment.ms": String(hoursMs(1)),
      "min.cleanable.dirty.ratio": "0.1",
    },
    schemas: {},
    owner: application,
    why: `State and position of ${application}, written in the transaction of its outputs; private to it.`,
    deadLetters: false,
  });
}

export const featuresChangelog = changelog("features");
export const predictorChangelog = changelog("predictor");
export const alertsChangelog = changelog("alerts");
