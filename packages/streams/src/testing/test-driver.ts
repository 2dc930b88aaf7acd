import { Application } from "../app.ts";
import type { DeadLetter } from "../dead-letter.ts";
import type { LogRecord, OutRecord } from "../log-client.ts";
import type { StreamsObserver } from "../observer.ts";
import { type Limits, prepareTopology } from "../prepared-topology.ts";
import type { Schemas } from "../schema.ts";
import type { OpenSerde, Serde } from "../serde.ts";
import type { SessionStep } from "../session.ts";
import type { StoreSpecs } from "../store.ts";
import type { Task } from "../task.ts";
import type { Headers, Origin, SourceRecord, Tombstone, Topic, TopicValue } from "../topic.ts";
import type { LateOutcome, Topology } from "../topology.ts";
import type { ManualClock } from "./manual-clock.ts";
import { MemoryClient, type WriterStep } from "./memory-client.ts";
import { MemoryLog } from "./memory-log.ts";
import { admitPlainData } from "./plain-data.ts";

/** Where a commit can be interrupted, in order. */
export const commitSteps = [
  "before-fold",
  "after-fold",
  "before-begin",
  "after-add-partitions",
  "after-produce",
  "before-marker",
  "after-marker",
  "before-apply",
] as const satisfies readonly (SessionStep | WriterStep)[];

export type CommitStep = (typeof commitSteps)[number];

export interface TestDriverOptions {
  readonly openSerde: OpenSerde;
  readonly observer?: StreamsObserver;
  readonly limits?: Partial<Limits>;
  /** Records of a partition in one fetch: sets where batches end. */
  readonly fetchRecords?: () => number;
  /** A log to run on that others run on too; its clock is theirs. */
  readonly log?: MemoryLog;
  /** Name under which the process starts, again and again; null for one that starts without a name. */
  readonly instance?: string | null;
  /** As of `runTopology`. */
  readonly sessionTimeoutMs?: number;
  /** As of `runTopology`. */
  readonly standbys?: number;
}

/**
 * Runs a topology as production does, shell included, on a log in memory and a clock that only the test moves. Same
 * calls, same bytes. What a store is given is frozen and must survive JSON, so that a fold that would break a restart
 * becomes a PROCESSOR_FAILED dead letter here.
 */
export async function testDriver<Stores extends StoreSpecs>(
  topology: Topology<Stores>,
  options: TestDriverOptions,
): Promise<TestDriver<Stores>> {
  const driver = new TestDriver(topology, options);
  await driver.open();
  await driver.restart();
  return driver;
}

/** A process under test: its client, its application, and whether it is still alive. */
interface Process {
  readonly app: Application;
  readonly client: MemoryClient;
  alive: boolean;
}

interface Interruption {
  readonly step: CommitStep;
  countdown: number;
  readonly act: () => Promise<void>;
}

export class TestDriver<Stores extends StoreSpecs = StoreSpecs> {
  readonly log: MemoryLog;
  readonly clock: ManualClock;
  /** Records that came late in stream time, as they were committed, and what was done with each. */
  readonly late: { readonly origin: Origin; readonly behindMs: number; readonly outcome: LateOutcome }[] = [];
  readonly #topology: Topology<Stores>;
  readonly #options: TestDriverOptions;
  readonly #serdes = new Map<string, Serde<Schemas>>();
  #process: Process | undefined;
  #interruption: Interruption | undefined;

  constructor(topology: Topology<Stores>, options: TestDriverOptions) {
    this.#topology = topology;
    this.#options = options;
    this.log = options.log ?? new MemoryLog();
    this.clock = this.log.clock;
  }

  /** Creates the topics and opens their serdes; `testDriver` has done it. */
  async open(): Promise<void> {
    const { changelog, sources, sinks } = this.#topology;
    this.log.createTopic(changelog.name, changelog.partitions);
    for (const topic of [...sources.flatMap((source) => [source.topic, source.deadLetters]), ...sinks]) {
      this.log.createTopic(topic.name, topic.partitions);
      this.#serdes.set(topic.name, await this.#options.openSerde(topic));
    }
  }

  /** Appends a record, or with null a tombstone, to a source and waits until everything that follows from it is committed. */
  async pipe<S extends Schemas>(
    topic: Topic<S>,
    key: string,
    value: TopicValue<S> | null,
    headers: Headers = {},
    timestamp?: number,
  ): Promise<void> {
    this.append(topic, key, value, headers, timestamp);
    await this.settle();
  }

  /** Appends without waiting: several in a row make one batch. Time moves by 1 ms unless the record brings its own. */
  append<S extends Schemas>(
    topic: Topic<S>,
    key: string,
    value: TopicValue<S> | null,
    headers: Headers = {},
    timestamp?: number,
  ): void {
    this.clock.advance(1);
    const bytes = Buffer.from(key);
    const partition = this.client.partitionFor(bytes, topic.partitions);
    const encoded = value === null ? null : this.#serde(topic).encode(value);
    this.appendBytes({
      topic: topic.name,
      partition,
      key: bytes,
      value: encoded,
      headers,
      timestamp: timestamp ?? this.clock.now(),
    });
  }

  /** Appends bytes as they are, poison included. */
  appendBytes(record: OutRecord): void {
    this.log.append([record]);
  }

  /** Resolves when nothing moves any more. Throws what the application failed with. */
  async settle(): Promise<void> {
    for (let quiet = 0, before = -1; quiet < 2; ) {
      quiet = this.log.activity === before ? quiet + 1 : 0;
      before = this.log.activity;
      // everything in memory runs in microtasks: one turn of the event loop outlasts them
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (this.#process?.alive && this.#process.app.state === "failed") await this.#process.app.finished;
  }

  /** What a read_committed consumer finds in a topic, partition by partition. */
  records<S extends Schemas>(topic: Topic<S>): SourceRecord<S>[] {
    return this.#decoded(topic).filter((record) => record.value !== null) as SourceRecord<S>[];
  }

  /** The same, with the tombstones. */
  everything<S extends Schemas>(topic: Topic<S>): (SourceRecord<S> | Tombstone)[] {
    return this.#decoded(topic);
  }

  /** The same, undecoded. */
  bytes(topic: string): (LogRecord & { readonly partition: number })[] {
    return this.log.partitions(topic).flatMap((log, partition) => {
      const records = log.read({ topic, partition }, log.low, true, Number.POSITIVE_INFINITY)?.records ?? [];
      return records.map((record) => ({ ...record, partition }));
    });
  }

  /** Dead letters of a source. */
  deadLetters(topic: Topic): DeadLetter[] {
    const found = this.#topology.sources.find((source) => source.topic.name === topic.name);
    if (found === undefined) throw new RangeError(`${topic.name} is no source`);
    return this.records(found.deadLetters).map(({ value }) => value as DeadLetter);
  }

  /** Committed content of a store over all tasks: values by key, or `{ entries, state }` by key of a refold store. */
  store(name: keyof Stores & string): Record<string, unknown> {
    const spec = this.#topology.stores[name];
    if (spec === undefined) throw new RangeError(`there is no store ${name}`);
    return Object.assign({}, ...this.snapshot().map(({ stores }) => stores[spec.name]));
  }

  /** Committed state and positions, task by task, as plain data. */
  snapshot(): ReturnType<Task["snapshot"]>[] {
    return this.#running.app.tasks.map((task) => task.snapshot());
  }

  /** Stream time of a task, ms; -Infinity before its first record. It moves by records alone. */
  streamTime(partition: number): number | undefined {
    return this.#running.app.tasks.find((task) => task.partition === partition)?.streamTime;
  }

  /** Ends the process without any farewell when a commit comes to this step for the nth time from now on. */
  crashAt(step: CommitStep, nth = 1): void {
    const act = () => {
      this.kill();
      return never;
    };
    this.#interruption = { step, countdown: nth, act };
  }

  /** Fails the step when a commit comes to it for the nth time from now on, as a broken connection would. */
  failAt(step: CommitStep, error: Error, nth = 1): void {
    this.#interruption = { step, countdown: nth, act: () => Promise.reject(error) };
  }

  /**
   * Holds a commit at this step when it comes to it for the nth time from now on, while the rest of the process goes on, until
   * the returned function is called.
   */
  holdAt(step: CommitStep, nth = 1): () => void {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#interruption = { step, countdown: nth, act: () => held };
    return release;
  }

  /** What was to interrupt a commit does not. */
  undisturbed(): void {
    this.#interruption = undefined;
  }

  get crashed(): boolean {
    return this.#process?.alive === false;
  }

  /** Ends the process now, as SIGKILL would. */
  kill(): void {
    this.#interruption = undefined;
    if (this.#process === undefined) return;
    this.#process.alive = false;
    this.#process.client.kill();
  }

  /** Freezes the process where it is, as SIGSTOP would, until `thaw`. */
  freeze(): void {
    this.client.freeze();
  }

  /** What was under way goes on first; then the process hears what has happened meanwhile. */
  thaw(): void {
    this.client.thaw();
  }

  /** Freezes the process when a commit comes to this step for the nth time from now on, until `thaw`. */
  freezeAt(step: CommitStep, nth = 1): void {
    const act = () => {
      this.freeze();
      return this.client.process.running();
    };
    this.#interruption = { step, countdown: nth, act };
  }

  /** Starts the application anew on the same log, after killing what still runs; resolves when nothing moves any more. */
  async restart(): Promise<void> {
    this.kill();
    const process: { alive: boolean } = { alive: true };
    const step = (at: CommitStep) => this.#reach(at, process);
    const client = new MemoryClient(this.log, { step, ...pick(this.#options, "fetchRecords") });
    const clock = {
      now: this.clock.now,
      // the dead do not wake
      sleep: async (ms: number, signal?: AbortSignal) => {
        await this.clock.sleep(ms, signal);
        await client.process.running();
      },
    };
    const prepared = await prepareTopology(this.#topology as unknown as Topology, {
      client,
      openSerde: this.#options.openSerde,
      now: clock.now,
      admit: admitPlainData,
      ...pick(this.#options, "limits"),
    });
    const { instance = "test", sessionTimeoutMs = 10_000, standbys = 0 } = this.#options;
    const app = new Application(prepared, {
      client,
      clock,
      observer: this.#observer,
      step,
      sessionTimeoutMs,
      standbys,
      instance:
        instance === null ? { id: `process-${this.log.nextProcess()}`, stable: false } : { id: instance, stable: true },
    });
    this.#process = Object.assign(process, { app, client });
    // it may have to wait for time to pass: until a dead process is missed
    app.start().catch(() => {});
    await this.settle();
  }

  /** Ends the application in good order. */
  async stop(): Promise<void> {
    await this.#running.app.stop();
  }

  get app(): Application {
    return this.#running.app;
  }

  get client(): MemoryClient {
    return this.#running.client;
  }

  #decoded<S extends Schemas>(topic: Topic<S>): (SourceRecord<S> | Tombstone)[] {
    const serde = this.#serde(topic);
    // marks of time are between the tasks
    const told = this.bytes(topic.name).filter(({ key, value }) => key !== null || value !== null);
    return told.map(({ partition, offset, key, value, timestamp, headers }) => {
      const decoded = value === null ? { schema: null, value: null } : serde.decode(value);
      const origin = { topic: topic.name, partition, offset, key: key?.toString() ?? "", timestamp, headers };
      return { ...origin, ...decoded } as SourceRecord<S> | Tombstone;
    });
  }

  get #observer(): StreamsObserver {
    const { observer } = this.#options;
    return {
      ...observer,
      late: (origin, behindMs, outcome) => {
        this.late.push({ origin, behindMs, outcome });
        observer?.late?.(origin, behindMs, outcome);
      },
    };
  }

  #reach(step: CommitStep, process: { alive: boolean }): Promise<void> | undefined {
    if (!process.alive) return never;
    this.log.activity++;
    const interruption = this.#interruption;
    if (interruption?.step !== step || --interruption.countdown > 0) return undefined;
    this.#interruption = undefined;
    return interruption.act();
  }

  get #running(): Process {
    if (this.#process === undefined) throw new Error("the driver has not been started");
    return this.#process;
  }

  #serde<S extends Schemas>(topic: Topic<S>): Serde<S> {
    const serde = this.#serdes.get(topic.name);
    if (serde === undefined) throw new RangeError(`${topic.name} is not part of the topology`);
    return serde as unknown as Serde<S>;
  }
}

const never = new Promise<never>(() => {});

function pick<T, K extends keyof T>(from: T, key: K): Partial<Pick<T, K>> {
  return from[key] === undefined ? {} : ({ [key]: from[key] } as Pick<T, K>);
}
