import type { Schemas } from "@touchline/streams";
import type { TopicDescription } from "@touchline/streams/kafka";
import type { Drift, Note, Plan, Refusal } from "./changes.ts";
import type { Declaration } from "./declaration.ts";
import type { Observed } from "./observed.ts";
import { type TopicConfig, topicConfig } from "./topic-config.ts";

/** What it takes to make a topic as declared, with so many copies of each partition. */
export function planTopic(topic: Declaration<Schemas>, observed: Observed, copies: number): Partial<Plan> {
  const { name, partitions } = topic;
  const config = topicConfig(topic, copies);
  const found = observed.topics.find((candidate) => candidate.name === name);
  if (found === undefined) {
    return { changes: [{ kind: "create-topic", topic: { name, partitions, replication: copies, config } }] };
  }
  const drift = driftOf(found.config, config);
  return {
    changes: drift.length === 0 ? [] : [{ kind: "set-config", topic: name, drift }],
    refusals: found.partitions === partitions ? [] : [refusePartitions(topic, found.partitions)],
    notes: found.replication === copies ? [] : [replicationNote(found, copies)],
  };
}

function driftOf(found: TopicConfig, wanted: TopicConfig): readonly Drift[] {
  const settings = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return settings
    .map((setting) => ({ setting, found: found[setting] ?? null, wanted: wanted[setting] ?? null }))
    .filter((drift) => drift.found !== drift.wanted);
}

/** Kafka could add partitions, but every topic here is keyed, and a key would then go to another partition. */
function refusePartitions({ name, partitions, schemas, owner }: Declaration<Schemas>, found: number): Refusal {
  const isChangelog = Object.keys(schemas).length === 0;
  const why = isChangelog
    ? `it has ${found} partitions and ${partitions} are declared. State stands in the partition of its key, so a changelog cannot change its count in place. Declare a changelog of another name, let ${owner} fill it by reading its sources from the beginning, and retire this one.`
    : `it has ${found} partitions and ${partitions} are declared. Its records are keyed: with another count a key goes to another partition and its order is lost. Declare a topic of another name with ${partitions} partitions, copy this one into it, move its writers and then its readers, and retire this one.`;
  return { kind: "partitions", subject: name, why };
}

function replicationNote({ name, replication }: TopicDescription, copies: number): Note {
  const text = `has ${replication} replicas and ${copies} are wanted: move them with Kafka's kafka-reassign-partitions`;
  return { kind: "replication", subject: name, text };
}
