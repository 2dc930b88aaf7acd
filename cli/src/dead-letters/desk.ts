import { kafkaOptionsFrom } from "@touchline/platform/kafka-options";
import { openRegistry } from "@touchline/schemas/registry";
import type { OpenSerde, Schemas } from "@touchline/streams";
import type { DeadLettersOptions as LettersOptions } from "@touchline/streams/dead-letters";
import { openKafkaClient } from "@touchline/streams/kafka";
import { allTopics, type Declaration, deadLettersOf, replayedLetters } from "@touchline/topics";
import { CliError } from "../error.ts";
import { placesOf } from "../start/places.ts";
import type { DeadLettersOptions } from "./command.ts";

/** What the letters of one topic are read and replayed with. */
export interface Desk extends LettersOptions {
  readonly topic: Declaration<Schemas>;
  readonly openSerde: OpenSerde;
  close(): Promise<void>;
}

/** Rejects with TOPIC_WITHOUT_LETTERS, CONFIG_INCOMPLETE, or as broker and registry do. */
export async function connect(options: DeadLettersOptions): Promise<Desk> {
  const topic = topicOf(options.topic);
  const { brokers, registry } = await placesOf(options);
  const client = await openKafkaClient(
    kafkaOptionsFrom("touchline-dead-letters", { ...process.env, KAFKA_BROKERS: brokers }),
  );
  try {
    await client.admin.reachable();
    const { openSerde } = await openRegistry(registry);
    const deadLetters = deadLettersOf(topic);
    return { topic, client, openSerde, deadLetters, ledger: replayedLetters.name, close: () => client.close() };
  } catch (error) {
    await client.close();
    throw error;
  }
}

function topicOf(name: string | undefined): Declaration<Schemas> {
  const withLetters = allTopics.filter(({ deadLetters }) => deadLetters);
  const topic = withLetters.find((each) => each.name === name);
  if (topic !== undefined) return topic;
  const names = withLetters.map((each) => each.name).join(", ");
  throw new CliError("TOPIC_WITHOUT_LETTERS", `--topic ${name ?? ""}: expected a topic with dead letters: ${names}.`);
}
