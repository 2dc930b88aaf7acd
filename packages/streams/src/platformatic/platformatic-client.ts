import { type KafkaClientOptions, settingsOf } from "../kafka/kafka-options.ts";
import { retrying } from "../kafka/retry.ts";
import type { ReadingClient } from "../log-client.ts";
import { partitionOf } from "../partition-of.ts";
import { Brokers } from "./brokers.ts";
import { committedPositions } from "./committed-positions.ts";
import { FetchLoop } from "./fetch-loop.ts";
import { offsetsAt } from "./list-offsets.ts";

/** Short questions are tried again for so long, ms. */
const askForMs = 5_000;

export type PlatformaticClientOptions = Omit<KafkaClientOptions, "log">;

/**
 * The reading half of the port on @platformatic/kafka: its connections and its protocol, with a fetch loop of our own, for
 * its consumer hands out aborted records. Needs brokers from Kafka 3.0 on. Connects when first used; what needs a broker
 * then rejects with BROKER_UNREACHABLE. Closing it closes all that came from it.
 */
export async function openPlatformaticClient(options: PlatformaticClientOptions): Promise<ReadingClient> {
  const brokers = new Brokers(settingsOf(options));
  return {
    reader: (options) => FetchLoop.open(brokers, options),
    committed: (group, partitions) =>
      retrying(() => committedPositions(brokers, group, partitions), { forMs: askForMs }),
    partitionFor: partitionOf,
    partitionCount: (topic) => retrying(() => brokers.partitionCount(topic), { forMs: askForMs }),
    offsets: (topic) =>
      retrying(
        async () => {
          const count = await brokers.partitionCount(topic);
          const partitions = Array.from({ length: count }, (_, partition) => ({ topic, partition }));
          const lows = await offsetsAt(brokers, partitions, "earliest", false);
          const highs = await offsetsAt(brokers, partitions, "latest", false);
          return partitions.map((_, i) => ({ low: lows[i] ?? 0n, high: highs[i] ?? 0n }));
        },
        { forMs: askForMs },
      ),
    close: async () => brokers.close(),
  };
}
