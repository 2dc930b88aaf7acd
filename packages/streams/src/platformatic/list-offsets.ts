import { listOffsetsV7 } from "@platformatic/kafka";
import { check } from "../kafka/broker-error.ts";
import type { StartAt, TopicPartition } from "../log-client.ts";
import type { Brokers } from "./brokers.ts";
import { answered } from "./failure.ts";

export const nameOf = ({ topic, partition }: TopicPartition) => `${topic} ${partition}`;

const timestamps = { earliest: -2n, latest: -1n } as const;

/** First offset, or end, of each of these partitions, in their order; the end is the last stable offset when `committed`. */
export async function offsetsAt(
  brokers: Brokers,
  partitions: readonly TopicPartition[],
  at: Exclude<StartAt, bigint>,
  committed: boolean,
): Promise<bigint[]> {
  const led = await Promise.all(partitions.map(async (each) => ({ ...each, leader: await brokers.leader(each) })));
  const found = new Map<string, bigint>();
  const asking = [...Map.groupBy(led, ({ leader }) => leader)].map(async ([leader, asked]) => {
    const topics = [...Map.groupBy(asked, ({ topic }) => topic)].map(([name, ofTopic]) => ({
      name,
      partitions: ofTopic.map(({ partition }) => ({
        partitionIndex: partition,
        currentLeaderEpoch: -1,
        timestamp: timestamps[at],
      })),
    }));
    const answer = await brokers.ask(leader, `offsets of ${asked.map(nameOf).join(", ")}`, (connection) =>
      answered(listOffsetsV7.api.async(connection, -1, committed ? 1 : 0, topics)),
    );
    for (const { name, partitions } of answer.topics) {
      for (const { partitionIndex: partition, errorCode, offset } of partitions) {
        check(errorCode, `offsets of ${name} ${partition}`);
        found.set(nameOf({ topic: name, partition }), offset);
      }
    }
  });
  try {
    await Promise.all(asking);
  } catch (error) {
    for (const { topic } of partitions) brokers.forget(topic);
    throw error;
  }
  return partitions.map((each) => found.get(nameOf(each)) ?? 0n);
}
