import type { Schemas } from "@touchline/streams";
import type { Declaration } from "./declaration.ts";

export type TopicConfig = Readonly<Record<string, string>>;

/**
 * Everything that is set on a declared topic, by Kafka's names. From three replicas on, a write counts once two have it:
 * one broker may then fail without a loss and without a pause.
 */
export function topicConfig(topic: Declaration<Schemas>, replication: number): TopicConfig {
  return {
    "cleanup.policy": topic.cleanup.policy,
    ...(topic.cleanup.policy === "delete" ? { "retention.ms": String(topic.cleanup.retentionMs) } : {}),
    ...(replication >= 3 ? { "min.insync.replicas": "2" } : {}),
    ...topic.config,
  };
}
