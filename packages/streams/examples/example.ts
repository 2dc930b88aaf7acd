import type { DeadLetter, Headers, Schema, StoreSpecs, Topic, Topology } from "@touchline/streams";

/** What all examples share: topics whose values are JSON, so that they need no schema registry, and a script to play. */

export interface Example {
  // biome-ignore lint/suspicious/noExplicitAny: each example has stores of its own
  readonly topology: Topology<any>;
  /** What is written to the sources, in order. */
  readonly input: readonly Said[];
  /** Topics to be read in the end. */
  readonly output: readonly Topic[];
  /** What they hold then, a record a line; see `linesOf`. */
  readonly tells: readonly string[];
}

export interface Said {
  readonly topic: Topic;
  readonly key: string;
  readonly value: { readonly schema: string; readonly value: unknown } | null;
  readonly timestamp: number;
}

/** Declares an example, so that its parts are checked where they stand. */
export function example<Stores extends StoreSpecs>(
  e: Omit<Example, "topology"> & { topology: Topology<Stores> },
): Example {
  return e;
}

export const partitions = 2;

/** A topic of one record, whose name is that of its schema. */
export function topicOf<V, Name extends string>(
  name: string,
  schema: Name,
): Topic<{ readonly [K in Name]: Schema<V> }> {
  const schemas = { [schema]: { name: schema, definition: "JSON" } } as unknown as { readonly [K in Name]: Schema<V> };
  return { name, partitions, schemas };
}

export function deadLettersOf({ name }: Topic): Topic<{ readonly DeadLetter: Schema<DeadLetter> }> {
  return topicOf<DeadLetter, "DeadLetter">(`${name}.dead-letters`, "DeadLetter");
}

/** A time of the day of all examples, e.g. `15:03:20`, in ms since the epoch. */
export function at(time: string): number {
  return Date.parse(`2026-05-24T${time}Z`);
}

export const minuteMs = 60_000;

/** Somebody writes a value, or with null a tombstone, to a topic at this time. */
export function say<V, Name extends string>(topic: Topic<{ readonly [K in Name]: Schema<V> }>) {
  const [schema] = Object.keys(topic.schemas) as [Name];
  return (time: string, key: string, value: NoInfer<V> | null): Said => {
    return { topic: topic as Topic, key, value: value && { schema, value }, timestamp: at(time) };
  };
}

export interface Told {
  readonly topic: string;
  readonly key: string;
  readonly timestamp: number;
  readonly headers: Headers;
  readonly value: unknown;
}

/** `15:03:20 goals m1 {"minute":3}`; a dead letter, which has the time of its refusal, as `refused m1 CODE: message`. */
function lineOf({ topic, key, timestamp, value }: Told): string {
  if (isLetter({ topic })) {
    const { code, message } = value as DeadLetter;
    return `refused ${key} ${code}: ${message}`;
  }
  return `${new Date(timestamp).toISOString().slice(11, 19)} ${topic.split(".").at(-1)} ${key} ${JSON.stringify(value)}`;
}

const isLetter = ({ topic }: Pick<Told, "topic">) => topic.endsWith(".dead-letters");

/** In order of time, then key, those of a key as they were written; then the dead letters. */
export function linesOf(told: readonly Told[]): string[] {
  const byKey = (a: Told, b: Told) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  const values = told.filter((one) => !isLetter(one)).sort((a, b) => a.timestamp - b.timestamp || byKey(a, b));
  return [...values, ...told.filter(isLetter).sort(byKey)].map(lineOf);
}
