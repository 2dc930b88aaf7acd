import type { Schemas } from "./schema.ts";
import type { Topic, TopicValue } from "./topic.ts";

/** Turns the values of one topic into bytes and back. Synchronous, so that folds stay so. */
export interface Serde<S extends Schemas> {
  encode(value: TopicValue<S>): Buffer;
  /** Throws a `StreamsError` UNDECODABLE where the bytes are not a value of the topic, SCHEMA_UNKNOWN where nobody knows their schema. */
  decode(bytes: Buffer): TopicValue<S>;
  /**
   * Resolves once `decode` knows the schema these bytes were written with (looked up once, however many ask at once);
   * undefined where it knows already. Rejects with a retriable error where the registry is out of reach.
   */
  learn(bytes: Buffer): Promise<void> | undefined;
}

/** Opens the serde of a topic: with a schema registry in production, with fixed ids in the test driver. */
export type OpenSerde = <S extends Schemas>(topic: Topic<S>) => Promise<Serde<S>>;
