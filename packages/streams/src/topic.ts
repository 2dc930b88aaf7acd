import type { Schemas, ValueOf } from "./schema.ts";

/** A typed topic. Keys are UTF-8 strings; values are one of the topic's schemas. */
export interface Topic<S extends Schemas = Schemas> {
  readonly name: string;
  readonly partitions: number;
  readonly schemas: S;
  /** Of a topic by which records get another key; see `repartition`. */
  readonly repartition?: Repartitioned;
}

export interface Repartitioned {
  /** Tasks that write it, each with a time of its own. */
  readonly writtenBy: number;
  /** How often its readers are told of its writers' time, ms of stream time; 1,000 if not given. */
  readonly markEvery?: number;
}

/** A value of a topic together with the name of its schema: discriminates on `schema`. */
export type TopicValue<S extends Schemas> = {
  [K in keyof S & string]: { readonly schema: K; readonly value: ValueOf<S[K]> };
}[keyof S & string];

export type Headers = Readonly<Record<string, string>>;

/** Where a record stands in the log. */
export interface Origin {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

interface Keyed extends Origin {
  readonly key: string;
  /** Record timestamp, ms since the epoch. */
  readonly timestamp: number;
  readonly headers: Headers;
}

/** A record as a processor reads it. */
export type SourceRecord<S extends Schemas = Schemas> = Keyed & TopicValue<S>;

/** A record that says its key is no more. */
export interface Tombstone extends Keyed {
  readonly schema: null;
  readonly value: null;
}
