import { type ConsumedRecord, consoleConsumer } from "@touchline/local";
import { topicsOf } from "./tally.ts";

/** A scenario's topics as Kafka's own console consumer reads them, committed records alone. */
export interface Evidence {
  readonly deliveries: readonly ConsumedRecord[];
  readonly tallied: readonly ConsumedRecord[];
  readonly letters: readonly ConsumedRecord[];
  readonly known: readonly ConsumedRecord[];
  readonly changelog: readonly ConsumedRecord[];
}

/** Each topic is read until nothing has come for `idleMs`. */
export async function gather(brokers: string, scenario: string, idleMs: number): Promise<Evidence> {
  const topics = topicsOf(scenario);
  const read = (topic: { readonly name: string }) => consoleConsumer({ brokers, topic: topic.name, idleMs });
  const [deliveries, tallied, letters, known, changelog] = await Promise.all([
    read(topics.deliveries),
    read(topics.tallied),
    read(topics.refused),
    read(topics.known),
    read(topics.changelog),
  ]);
  return { deliveries, tallied, letters, known, changelog };
}
