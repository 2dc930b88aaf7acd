import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { openRegistry } from "@touchline/schemas/registry";
import { openKafkaClient } from "@touchline/streams/kafka";
import { applyTopics } from "@touchline/topics/apply";
import { LocalError } from "./error.ts";

/** Where the topics are to be; KAFKA_SSL and KAFKA_SASL_* may stand beside the addresses. */
interface TopicsPlace {
  readonly KAFKA_BROKERS: string;
  readonly SCHEMA_REGISTRY_URL: string;
  readonly [variable: string]: string | undefined;
}

/** Makes topics and schemas as declared. Rejects with TOPICS_REFUSED, or as the broker's client and the registry do. */
export async function applyTopicsTo(environment: TopicsPlace): Promise<void> {
  const kafka = await openKafkaClient(kafkaOptionsFrom("touchline-topics", environment));
  try {
    await kafka.admin.reachable();
    const registry = await openRegistry(environment.SCHEMA_REGISTRY_URL);
    const { refusals } = await applyTopics({ kafka: kafka.admin, registry: registry.admin });
    if (refusals.length === 0) return;
    const list = refusals.map(({ subject, why }) => `${subject}: ${why}`).join("\n");
    throw new LocalError(
      "TOPICS_REFUSED",
      `The topics cannot be made as declared (npm start -- --reset drops local data).\n${list}`,
    );
  } finally {
    await kafka.close();
  }
}
