import type { TopicPartition } from "../log-client.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";

/**
 * What members of a consumer group and its leader tell each other, in the envelope (version 0) that Kafka's own consumers
 * use, so that brokers and admin tools can read who subscribes to what and who has what. Ours is the user data.
 */

const version = 0;

export function encodeSubscription(topics: readonly string[], userData: Buffer): Buffer {
  const writer = new ByteWriter(64 + userData.length).int16(version);
  return writer.array(topics, (topic) => writer.string(topic)).bytes(userData).written;
}

export function encodeAssignment(partitions: readonly TopicPartition[], userData: Buffer): Buffer {
  const writer = new ByteWriter(64 + userData.length).int16(version);
  writer.array([...Map.groupBy(partitions, ({ topic }) => topic)], ([topic, ofTopic]) => {
    writer.string(topic).array(ofTopic, ({ partition }) => writer.int32(partition));
  });
  return writer.bytes(userData).written;
}

export function subscriptionData(subscription: Buffer): Buffer {
  const reader = new ByteReader(subscription);
  reader.int16();
  reader.array(() => reader.string());
  return reader.sized();
}

/** Empty where the leader has given nothing. */
export function assignmentData(assignment: Buffer): Buffer {
  if (assignment.length === 0) return assignment;
  const reader = new ByteReader(assignment);
  reader.int16();
  reader.array(() => {
    reader.string();
    return reader.array(() => reader.int32());
  });
  return reader.sized();
}
