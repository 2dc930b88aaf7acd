import type { GroupMember } from "../group.ts";
import type { LogClient, LogReader, Producer, ReaderOptions, TransactionalWriter } from "../log-client.ts";
import { partitionOf } from "../partition-of.ts";
import { Cluster } from "./cluster.ts";
import { Coordinator } from "./coordinator.ts";
import { FencedWriter } from "./fenced-writer.ts";
import { FetchReader } from "./fetch-reader.ts";
import { GroupMembership } from "./group-membership.ts";
import { committedPositions } from "./group-positions.ts";
import { IdempotentProducer } from "./idempotent-producer.ts";
import { ClusterAdmin, type KafkaAdmin } from "./kafka-admin.ts";
import { type KafkaClientOptions, settingsOf } from "./kafka-options.ts";
import { offsetsAt } from "./list-offsets.ts";
import { retrying } from "./retry.ts";
import { TransactionCoordinator } from "./transaction-coordinator.ts";

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
  const groups = new Map<string, Coordinator>();
  const members = new Set<GroupMembership>();
  const asking = { to: (node: number) => cluster.broker(node) };

  function group(name: string): Coordinator {
    const coordinator = groups.get(name) ?? new Coordinator(cluster, asking, "group", name);
    groups.set(name, coordinator);
    return coordinator;
  }

  return {
    admin: new ClusterAdmin(cluster),
    reader: (options: ReaderOptions): Promise<LogReader> => FetchReader.open(cluster, options),
    transactionalWriter: (options): Promise<TransactionalWriter> => FencedWriter.open(cluster, options),
    producer: async (): Promise<Producer> => new IdempotentProducer(cluster),
    async join(options): Promise<GroupMember> {
      const member = await GroupMembership.join(cluster, options, (ended) => members.delete(ended));
      members.add(member);
      return member;
    },
    committed: (name, partitions) =>
      retrying(() => committedPositions(group(name), name, partitions), { forMs: askForMs }),
    async fence(transactionalId) {
      await new TransactionCoordinator(cluster, asking, transactionalId).fence(cluster.settings.openForMs);
    },
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
    async close() {
      await Promise.all([...members].map((member) => member.leave()));
      cluster.close();
    },
  };
}
