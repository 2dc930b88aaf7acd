import type { Schema } from "@touchline/streams";

/**
 * Registry subject of a record on a topic, `<topic>-<full record name>` (Confluent's TopicRecordNameStrategy): one topic
 * may carry several records, and each evolves by itself.
 */
// biome-ignore lint/suspicious/noExplicitAny: a schema of any value
export function subjectOf(topic: string, schema: Schema<any>): string {
  return `${topic}-touchline.${schema.name}`;
}
