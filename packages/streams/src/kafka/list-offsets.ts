import type { StartAt, TopicPartition } from "../log-client.ts";
import { check } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import { runsOfTopics } from "./fetch-request.ts";
import { listOffsets } from "./protocol.ts";

const timestamps = { earliest: -2, latest: -1 } as const;

/**
 * First offset, or end, of each of these partitions, in their order. The end is the high watermark; when `committed`, the
 * last stable offset. Rejects retriably where a partition is about to change its leader.
 */
export async function offsetsAt(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  at: Exclude<StartAt, bigint>,
  committed: boolean,
): Promise<bigint[]> {
  const led = await Promise.all(partitions.map(async (each) => ({ ...each, leader: await cluster.leader(each) })));
  const found = new Map<string, bigint>();
  const asking = [...Map.groupBy(led, ({ leader }) => leader)].map(async ([leader, asked]) => {
    const topics = runsOfTopics(asked).map((run) => ({
      topic: run[0]?.topic ?? "",
      partitions: run.map(({ partition }) => ({ partition, timestamp: timestamps[at] })),
    }));
    const connection = await cluster.broker(leader);
    const { responses } = await connection.request(listOffsets(topics, committed));
    for (const { topic, partitions } of responses) {
      for (const { partition, errorCode, offset } of partitions) {
        check(errorCode, `offsets of ${topic} ${partition}`);
        found.set(`${topic} ${partition}`, BigInt(offset));
      }
    }
  });
  try {
    await Promise.all(asking);
  } catch (error) {
    for (const { topic } of partitions) cluster.forget(topic);
    throw error;
  }
  return partitions.map(({ topic, partition }) => found.get(`${topic} ${partition}`) ?? 0n);
}
