import type {
  LogClient,
  LogReader,
  Producer,
  ReaderOptions,
  TopicPartition,
  TransactionalWriter,
} from "../log-client.ts";
import { partitionOf } from "../partition-of.ts";
import { check } from "./broker-error.ts";
import { Cluster } from "./cluster.ts";
import { FencedWriter } from "./fenced-writer.ts";
import { FetchReader } from "./fetch-reader.ts";
import { IdempotentProducer } from "./idempotent-producer.ts";
import { ClusterAdmin, type KafkaAdmin } from "./kafka-admin.ts";
import { type KafkaClientOptions, settingsOf } from "./kafka-options.ts";
import { offsetsAt } from "./list-offsets.ts";
import { offsetCommit } from "./protocol.ts";
import { retrying } from "./retry.ts";

/** Short questions are tried again for so long, ms. */
const askForMs = 5_000;

export interface KafkaClient extends LogClient {
  readonly admin: KafkaAdmin;
}

/**
 * A client of a Kafka cluster. It connects when first used, so this cannot fail for want of a broker; whatever needs one
 * then rejects with BROKER_UNREACHABLE (`admin.reachable` asks for just that). Closing it closes all that came from it.
 */
export async function openKafkaClient(options: KafkaClientOptions): Promise<KafkaClient> {
  const cluster = new Cluster(settingsOf(options));
  const groups = new Map<string, number>();

  async function commitOffsets(
    group: string,
    positions: readonly (TopicPartition & { readonly offset: bigint })[],
  ): Promise<void> {
    if (positions.length === 0) return;
    const topics = [...Map.groupBy(positions, ({ topic }) => topic)].map(([topic, partitions]) => ({
      topic,
      partitions: partitions.map(({ partition, offset }) => ({ partition, offset: `${offset}` })),
    }));
    const commit = async () => {
      const coordinator = groups.get(group) ?? (await cluster.coordinator("group", group));
      groups.set(group, coordinator);
      try {
        const connection = await cluster.broker(coordinator);
        const { responses } = await connection.request(offsetCommit(group, topics));
        for (const { topic, partitions } of responses) {
          for (const { partition, errorCode } of partitions) check(errorCode, `position of ${topic} ${partition}`);
        }
      } catch (error) {
        groups.delete(group);
        throw error;
      }
    };
    await retrying(commit, { forMs: askForMs });
  }

  return {
    admin: new ClusterAdmin(cluster),
    reader: (options: ReaderOptions): Promise<LogReader> => FetchReader.open(cluster, options),
    transactionalWriter: ({ transactionalId }): Promise<TransactionalWriter> =>
      FencedWriter.open(cluster, transactionalId),
    producer: async (): Promise<Producer> => new IdempotentProducer(cluster),
    partitionFor: partitionOf,
    partitionCount: (topic) => retrying(() => cluster.partitionCount(topic), { forMs: askForMs }),
    offsets: (topic) =>
      retrying(
        async () => {
          const partitions = Array.from({ length: await cluster.partitionCount(topic) }, (_, partition) => ({
            topic,
            partition,
          }));
          const lows = await offsetsAt(cluster, partitions, "earliest", false);
          const highs = await offsetsAt(cluster, partitions, "latest", false);
          return partitions.map((_, i) => ({ low: lows[i] ?? 0n, high: highs[i] ?? 0n }));
        },
        { forMs: askForMs },
      ),
    commitOffsets,
    close: async () => cluster.close(),
  };
}
