import { StreamsError } from "./error.ts";
import { type ErrorPolicies, policyProblem } from "./policy.ts";
import type { Schemas } from "./schema.ts";
import type { StoreOf, StoreSpecs } from "./store.ts";
import type { Headers, SourceRecord, Tombstone, Topic, TopicValue } from "./topic.ts";

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
  /** How far event time has come in this task, ms since the epoch; the record being processed is counted in. */
  readonly streamTime: number;
  /** Sends a value to a sink, or with null a tombstone. Headers of the input (correlation id, clocks) go along unless overridden. */
  emit<S extends Schemas>(topic: Topic<S>, key: string, value: TopicValue<S> | null, headers?: Headers): void;
  /**
   * Refuses the record being processed: nothing that it wrote remains. What then becomes of it is the policy of the
   * reason's code, a dead letter if nothing else was declared.
   */
  deadLetter(reason: Reason): void;
}

/** What becomes of a record whose event time lies more than `after` ms behind the stream time. Each is counted and told to the observer. */
export interface Late {
  readonly after: number;
  /** Folds it all the same, passes it over, or sends it to the dead letters with code LATE. */
  readonly policy: "fold" | "drop" | "deadLetter";
}

/** `expired`: a window store refused what came of it. */
export type LateOutcome = Late["policy"] | "expired";

interface SourceOf<S extends Schemas, Stores extends StoreSpecs, R> {
  readonly topic: Topic<S>;
  /** Topic of this source's dead letters. */
  readonly deadLetters: Topic;
  /** What becomes of records of this source that cannot be used, by code; goes before the topology's `onError`. */
  readonly onError?: ErrorPolicies;
  /**
   * Where a record needs something from outside the task (a view that must have caught up): resolves when it is there, or
   * is undefined where it is there already. Asked once a record; must end when the signal aborts. Later records of the
   * task wait behind it. A rejection ends the application, or has it recover where it is retriable.
   */
  readonly ready?: (record: R, signal: AbortSignal) => Promise<void> | undefined;
  /** The fold. Throwing here is a defect: the record is refused with the code PROCESSOR_FAILED. */
  readonly process: (record: R, context: ProcessContext<Stores>) => void;
  /** Event time of a record, ms since the epoch; its timestamp if not given. */
  readonly time?: (record: R) => number;
  /** What becomes of late records; without it they are folded as any other, and not counted. */
  readonly late?: Late;
  /**
   * How far the stream time may run ahead of this source before it counts as idle, ms; 0 if not given: the source holds
   * nobody up. To be given for a repartition topic, where it holds for each task that writes it.
   */
  readonly idleAfter?: number;
}

/** A source; `process` sees tombstones only where the source declares so, otherwise they are dead letters. */
export type Source<S extends Schemas, Stores extends StoreSpecs> =
  | (SourceOf<S, Stores, SourceRecord<S>> & { readonly tombstones?: undefined })
  | (SourceOf<S, Stores, SourceRecord<S> | Tombstone> & { readonly tombstones: "process" });

/** A source of whatever schemas. */
// biome-ignore lint/suspicious/noExplicitAny: each source has schemas of its own
export type AnySource<Stores extends StoreSpecs> = SourceOf<any, Stores, any> & {
  readonly tombstones?: "process" | undefined;
};

/** Something to do whenever the stream time passes a multiple of `every` ms since the epoch. */
export interface Punctuation<Stores extends StoreSpecs> {
  readonly every: number;
  /**
   * Sees stores and stream time as they were before the record that moved the time, and is committed with it. `at` is the
   * multiple passed, ms since the epoch: the last one where a record passes several. Outputs have it as their timestamp.
   * So a window that ended since the last time is still there where its store's retention is `every` longer than what may
   * come late. Throwing here is a defect that no record is to blame for: it ends the application with PUNCTUATION_FAILED.
   */
  readonly do: (context: Omit<ProcessContext<Stores>, "deadLetter">, at: number) => void;
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
  readonly sources: readonly AnySource<Stores>[];
  readonly sinks: readonly Topic[];
  /** What to do as stream time passes, in order where several are due at once. */
  readonly punctuate?: readonly Punctuation<Stores>[];
  /** What becomes of records that cannot be used, by code, where their source has no word for it. */
  readonly onError?: ErrorPolicies;
}

/** Declares a topology, checked: co-partitioning, distinct store names, sources known. Throws a `StreamsError` TOPOLOGY_INVALID. */
export function topology<Stores extends StoreSpecs>(declaration: Topology<Stores>): Topology<Stores> {
  const { application, changelog, stores, sources, sinks, punctuate = [] } = declaration;
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
  const wrong = policyProblem(declaration.onError);
  check(wrong === undefined, `its policies: ${wrong}`);
  for (const { topic, deadLetters, onError } of sources) {
    const { name, partitions } = topic;
    check(
      partitions === changelog.partitions,
      `${name} has ${partitions} partitions, ${changelog.name} ${changelog.partitions}: partition p of both forms task p`,
    );
    check(
      deadLetters.partitions === partitions,
      `${deadLetters.name} has ${deadLetters.partitions} partitions, ${name} ${partitions}: a letter stands beside its key`,
    );
    const problem = policyProblem(onError);
    check(problem === undefined, `the policies of ${name}: ${problem}`);
    check("DeadLetter" in deadLetters.schemas, `${deadLetters.name} does not carry DeadLetter`);
    check(!written.includes(name) || topic.repartition !== undefined, `it writes what it reads: ${name}`);
  }
  check(![...read, ...written].includes(changelog.name), `${changelog.name} is a changelog, no source or sink`);
  check(
    sources.some(({ topic }) => !written.includes(topic.name)),
    "it reads only what it writes: give it a source from outside",
  );
  for (const { name, repartition } of sinks) {
    const tasks = repartition?.writtenBy ?? changelog.partitions;
    check(tasks === changelog.partitions, `${name} is to be written by ${tasks} tasks, it has ${changelog.partitions}`);
  }
  for (const { topic, idleAfter } of sources) {
    const given = topic.repartition === undefined || idleAfter !== undefined;
    check(given, `${topic.name} gives no idleAfter: a task that writes nothing to it would hold it up`);
  }
  for (const { topic, late, idleAfter = 0 } of sources) {
    check(idleAfter >= 0, `idleAfter of ${topic.name} is ${idleAfter}: give ms from 0`);
    check((late?.after ?? 0) >= 0, `late.after of ${topic.name} is ${late?.after}: give ms from 0`);
  }
  for (const { every } of punctuate) check(every > 0, `it punctuates every ${every} ms: give ms above 0`);
  return declaration;
}

/** Types a source against its topic; `process` then discriminates on `record.schema`. */
export function source<S extends Schemas, Stores extends StoreSpecs>(s: Source<S, Stores>): Source<S, Stores> {
  return s;
}
