import { offsetFetchV8 } from "@platformatic/kafka";
import type { CommittedPosition } from "../group.ts";
import { check, kafkaCodes } from "../kafka/broker-error.ts";
import type { TopicPartition } from "../log-client.ts";
import type { Brokers } from "./brokers.ts";
import { answered } from "./failure.ts";
import { nameOf } from "./list-offsets.ts";

/** What is committed, in the order asked for; of partitions that a transaction under way has a position for, what was before it. */
export async function committedPositions(
  brokers: Brokers,
  group: string,
  partitions: readonly TopicPartition[],
): Promise<{ readonly positions: readonly CommittedPosition[]; readonly pending: readonly TopicPartition[] }> {
  const coordinator = await brokers.coordinator(group);
  const found = new Map<string, CommittedPosition>();
  const pending: TopicPartition[] = [];
  const read = async (asked: readonly TopicPartition[], stable: boolean) => {
    if (asked.length === 0) return;
    const topics = [...Map.groupBy(asked, ({ topic }) => topic)].map(([name, ofTopic]) => ({
      name,
      partitionIndexes: ofTopic.map(({ partition }) => partition),
    }));
    const groups = [{ groupId: group, memberEpoch: -1, topics }];
    const answer = await brokers.ask(coordinator, `positions of group ${group}`, (connection) =>
      answered(offsetFetchV8.api.async(connection, groups, stable)),
    );
    for (const { errorCode, topics } of answer.groups) {
      check(errorCode, `positions of group ${group}`);
      for (const { name, partitions } of topics) {
        for (const { partitionIndex, errorCode, committedOffset, metadata } of partitions) {
          const at = { topic: name, partition: partitionIndex };
          if (errorCode === kafkaCodes.UNSTABLE_OFFSET_COMMIT) {
            pending.push(at);
            continue;
          }
          check(errorCode, `position of ${nameOf(at)}`);
          const isThere = committedOffset >= 0n;
          found.set(nameOf(at), {
            ...at,
            offset: isThere ? committedOffset : undefined,
            metadata: isThere ? (metadata ?? "") : "",
          });
        }
      }
    }
  };
  await read(partitions, true);
  await read([...pending], false);
  const positions = partitions.map(({ topic, partition }) => {
    return found.get(nameOf({ topic, partition })) ?? { topic, partition, offset: undefined, metadata: "" };
  });
  return { positions, pending };
}
