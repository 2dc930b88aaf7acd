import { StreamsError } from "./error.ts";
import type { Schemas } from "./schema.ts";
import type { StoreOf, StoreSpecs } from "./store.ts";
import type { Headers, SourceRecord, Topic, TopicValue } from "./topic.ts";

/** Why a record cannot be used. The code is one of a registry that the docs list. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}

/**
 * What a processor may do with a record, all of it committed in one transaction or not at all. There is no clock, no
 * randomness and no I/O here: the same records in the same order give the same bytes.
 */
export interface ProcessContext<Stores extends StoreSpecs> {
  readonly stores: { readonly [K in keyof Stores]: StoreOf<Stores[K]> };
  /** Sends a value to a sink. Headers of the input (correlation id, clocks) go along unless overridden. */
  emit<S extends Schemas>(topic: Topic<S>, key: string, value: TopicValue<S>, headers?: Headers): void;
  /** Sends the record being processed to its topic's dead letters, with the reason and its origin. */
  deadLetter(reason: Reason): void;
}

export interface Source<S extends Schemas, Stores extends StoreSpecs> {
  readonly topic: Topic<S>;
  /** Topic of this source's dead letters. */
  readonly deadLetters: Topic;
  /**
   * Where a record needs something from outside the task (a view that must have caught up): resolves when it is there, or
   * is undefined where it is there already. Asked once a record; must end when the signal aborts. Later records of the
   * task wait behind it. A rejection ends the application, or has it recover where it is retriable.
   */
  readonly ready?: (record: SourceRecord<S>, signal: AbortSignal) => Promise<void> | undefined;
  /** The fold. Throwing here is a defect: the record becomes a dead letter with code PROCESSOR_FAILED. */
  readonly process: (record: SourceRecord<S>, context: ProcessContext<Stores>) => void;
}

/**
 * A stateful processor: co-partitioned sources, their fold, its stores, the changelog that keeps them. Partition p of
 * every source and of the changelog form task p.
 */
export interface Topology<Stores extends StoreSpecs = StoreSpecs> {
  /** Application id: names the transactional ids, the consumer group that shows the lag, the metrics. */
  readonly application: string;
  /** Compacted topic with as many partitions as the sources. */
  readonly changelog: { readonly name: string; readonly partitions: number };
  readonly stores: Stores;
  // biome-ignore lint/suspicious/noExplicitAny: each source has a schema of its own
  readonly sources: readonly Source<any, Stores>[];
  readonly sinks: readonly Topic[];
}

/** Declares a topology, checked: co-partitioning, distinct store names, sources known. Throws a `StreamsError` TOPOLOGY_INVALID. */
export function topology<Stores extends StoreSpecs>(declaration: Topology<Stores>): Topology<Stores> {
  const { application, changelog, stores, sources, sinks } = declaration;
  const check = (holds: boolean, problem: string) => {
    if (!holds) throw new StreamsError("TOPOLOGY_INVALID", `topology ${application}: ${problem}`);
  };
  check(/^[\w.-]+$/.test(application), "the application id takes letters, digits, dots, dashes and underscores");
  check(sources.length > 0, "it reads nothing: give it a source");
  const names = Object.values(stores).map(({ name }) => name);
  check(new Set(names).size === names.length, `store names must differ: ${names.join(", ")}`);
  const read = sources.map(({ topic }) => topic.name);
  check(new Set(read).size === read.length, `one source a topic: ${read.join(", ")}`);
  const written = [...sinks, ...sources.map(({ deadLetters }) => deadLetters)].map(({ name }) => name);
  for (const { topic, deadLetters } of sources) {
    const { name, partitions } = topic;
    check(
      partitions === changelog.partitions,
      `${name} has ${partitions} partitions, ${changelog.name} ${changelog.partitions}: partition p of both forms task p`,
    );
    check(
      deadLetters.partitions === partitions,
      `${deadLetters.name} has ${deadLetters.partitions} partitions, ${name} ${partitions}: a letter stands beside its key`,
    );
    check("DeadLetter" in deadLetters.schemas, `${deadLetters.name} does not carry DeadLetter`);
    check(!written.includes(name), `it writes what it reads: ${name}`);
  }
  check(![...read, ...written].includes(changelog.name), `${changelog.name} is a changelog, no source or sink`);
  return declaration;
}

/** Types a source against its topic; `process` then discriminates on `record.schema`. */
export function source<S extends Schemas, Stores extends StoreSpecs>(s: Source<S, Stores>): Source<S, Stores> {
  return s;
}
