export type { KafkaAdmin, NewTopic, TopicDescription } from "./kafka-admin.ts";
export { type KafkaClient, openKafkaClient } from "./kafka-client.ts";
export type { KafkaClientOptions } from "./kafka-options.ts";
