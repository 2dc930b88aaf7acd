import type { Clock } from "./clock.ts";
import { StreamsError } from "./error.ts";
import type { HeldPositions } from "./group.ts";
import { type Instance, transactionalIds, writeIds } from "./instance.ts";
import type { Lane } from "./lane.ts";
import { Lanes } from "./lanes.ts";
import type { LogClient, OutRecord, TopicPartition, TransactionalWriter } from "./log-client.ts";
import type { Membership, Share } from "./membership.ts";
import type { AppState, StreamsObserver } from "./observer.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import { ReadAhead } from "./read-ahead.ts";
import { SourceReader } from "./source-reader.ts";
import type { Input, Task } from "./task.ts";
import { WakeUp } from "./wake-up.ts";

/** A client that does not close is left behind after so long, ms. */
const closeForMs = 5_000;

/** Where a test may end the process within a commit; the writer's own steps lie between `folded` and `committed`. */
export type SessionStep = "before-fold" | "after-fold" | "before-apply";

export interface SessionOptions {
  readonly client: LogClient;
  readonly clock: Clock;
  readonly observer: StreamsObserver;
  readonly instance: Instance;
  readonly membership: Membership;
  /** Aborts when the application is to stop. */
  readonly signal: AbortSignal;
  /** Told where the session stands, again and again. */
  readonly entered: (state: AppState) => void;
  /** Tests only: a promise holds the session at this step. */
  readonly step?: ((step: SessionStep) => Promise<void> | undefined) | undefined;
}

/**
 * One life of the application between two failures: it owns the transactional ids, and `run` folds and commits the tasks
 * of its share, through one generation of the group after another, until it is stopped or something fails. A failure
 * leaves it of no use but to be closed: whatever was not committed goes with it.
 */
export class Session {
  readonly #topology: PreparedTopology;
  readonly #options: SessionOptions;
  readonly #ids: readonly string[];
  readonly #metadata: string;
  readonly #lanes: Lanes;
  readonly #readAhead: ReadAhead;
  readonly #reader: SourceReader;
  readonly #wakeUp = new WakeUp();
  readonly #ended = new AbortController();
  /** True once this session has committed what it folded. */
  hasCommitted = false;
  #writers: TransactionalWriter[] = [];
  /** Transactions so far: whose turn it is. */
  #turn = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(topology: PreparedTopology, options: SessionOptions) {
    this.#topology = topology;
    this.#options = options;
    this.#ids = transactionalIds(topology.application, options.instance.id);
    this.#metadata = writeIds(this.#ids);
    const { client, clock, observer } = options;
    const changed = () => this.#wakeUp.wake();
    const failed = (error: unknown) => this.#fail(error);
    const readAhead = new ReadAhead(topology.limits);
    const topics = topology.sources.map(({ topic }) => topic.name);
    const reader = new SourceReader({ client, topics, readAhead, came: changed, failed });
    const signal = AbortSignal.any([options.signal, this.#ended.signal]);
    this.#readAhead = readAhead;
    this.#reader = reader;
    this.#lanes = new Lanes(topology, {
      client,
      clock,
      observer,
      signal,
      readAhead,
      reader,
      changed,
      failed,
    });
  }

  /** Tasks with a committed state of this session's, in order. */
  get tasks(): readonly Task[] {
    return this.#lanes.kept.map(({ task }) => task);
  }

  /** Offset to fold next of every source partition of these tasks. */
  positions(): readonly (TopicPartition & { readonly offset: bigint })[] {
    return this.#lanes.kept.flatMap(({ partition, positions }) =>
      [...positions].map(([topic, offset]) => ({ topic, partition, offset })),
    );
  }

  /** Resolves when stopped, after the running commit; rejects when the session cannot go on. */
  async run(): Promise<void> {
    const { signal, step, membership } = this.#options;
    const wake = () => this.#wakeUp.wake();
    signal.addEventListener("abort", wake, { once: true });
    membership.listen(wake);
    try {
      await this.#granted();
      if (!signal.aborted) await this.#openWriters();
      while (!signal.aborted) {
        if (this.#failure !== undefined) throw this.#failure.error;
        const share = membership.share();
        this.#lanes.take(share);
        this.#options.entered(this.#lanes.state);
        if (share === undefined) await this.#wakeUp.wait();
        else if (this.#lanes.restored.length > 0) await this.#claim(this.#lanes.restored, share);
        else {
          if (step !== undefined && this.#readAhead.records > 0) await step("before-fold");
          const lanes = this.#lanes.running;
          if (this.#fold(lanes) === 0) await this.#wakeUp.wait();
          else await this.#commit(lanes, share);
        }
      }
    } finally {
      signal.removeEventListener("abort", wake);
      membership.listen();
    }
  }

  /** Gives up everything that is open; never rejects. What was not committed is as if it had not been. */
  async close(): Promise<void> {
    this.#ended.abort();
    this.#lanes.end();
    const closing = Promise.allSettled([this.#reader, ...this.#writers].map((open) => open.close()));
    const closed = new AbortController();
    await Promise.race([closing, this.#options.clock.sleep(closeForMs, closed.signal)]);
    closed.abort();
  }

  /** Who has no share any more must not fence, lest it disturb who has it now: so this comes first. */
  async #granted(): Promise<void> {
    const { signal, membership, entered } = this.#options;
    entered("joining");
    while (membership.share() === undefined && !signal.aborted) await this.#wakeUp.wait();
  }

  /** Settles what an earlier session under these ids has left open. */
  async #openWriters(): Promise<void> {
    const opening = this.#ids.map(async (transactionalId) => {
      this.#writers.push(await this.#options.client.transactionalWriter({ transactionalId }));
    });
    const failed = (await Promise.allSettled(opening)).find((result) => result.status === "rejected");
    if (failed !== undefined) throw fencedIsNotHeld(failed.reason);
  }

  /** Tells the group whose these lanes are, before they write anything: whoever takes them over finds our ids. */
  async #claim(lanes: readonly Lane[], share: Share): Promise<void> {
    const positions = new Map(lanes.map((lane) => [lane, lane.positions]));
    await this.#write([], positions, share);
    this.#lanes.claimed(lanes);
  }

  /** Folds what has come until it is used up or the transaction is full; returns how many records. */
  #fold(lanes: readonly Lane[]): number {
    const { transactionRecords, transactionBytes } = this.#topology.limits;
    let records = 0;
    let bytes = 0;
    for (let i = 0; i < lanes.length; i++) {
      // another lane goes first each time, so that a backlog of one does not starve the others
      const lane = lanes[(this.#turn + i) % lanes.length] as Lane;
      while (!lane.waiting && records < transactionRecords && bytes + lane.task.bytes < transactionBytes) {
        const input = lane.intake.next();
        if (input === undefined) break;
        if (input instanceof Promise) this.#await(lane, input);
        else if (this.#foldOne(lane, input)) records++;
      }
      bytes += lane.task.bytes;
    }
    this.#readAhead.release();
    return records;
  }

  /** False where the record is not done with, and its lane does not go on. */
  #foldOne(lane: Lane, input: Input): boolean {
    const { observer, clock } = this.#options;
    const started = observer.processed === undefined ? 0 : clock.now();
    const unfolded = lane.task.fold(input);
    if ("record" in input.outcome) observer.processed?.(input.outcome.record, clock.now() - started);
    if (unfolded === undefined) {
      lane.intake.folded();
      this.#readAhead.remove(input.raw);
      return true;
    }
    if (unfolded.policy === "fail") {
      // what came before it is committed first
      lane.waiting = true;
      this.#fail(unfolded.error);
    } else {
      const topic = this.#topology.sources[input.source]?.topic.name ?? "";
      const origin = { topic, partition: lane.partition, offset: input.raw.offset };
      observer.refused?.(origin, unfolded.code, "retry");
      lane.intake.again();
      this.#await(lane, clock.sleep(unfolded.waitMs, lane.signal));
    }
    return false;
  }

  #await(lane: Lane, what: Promise<void>): void {
    lane.waiting = true;
    what.then(
      () => {
        lane.waiting = false;
        this.#wakeUp.wake();
      },
      (error) => !lane.ended && this.#fail(error),
    );
  }

  async #commit(lanes: readonly Lane[], share: Share): Promise<void> {
    const { clock, observer, step } = this.#options;
    const folded = lanes.filter(({ task }) => task.inputs > 0);
    const records: OutRecord[] = [];
    const positions = new Map<Lane, ReadonlyMap<string, bigint>>();
    let inputs = 0;
    for (const lane of folded) {
      inputs += lane.task.inputs;
      const transaction = lane.close();
      for (const record of transaction.records) records.push(record);
      positions.set(lane, transaction.positions);
    }
    if (step !== undefined) await step("after-fold");
    const started = clock.now();
    await this.#write(records, positions, share);
    this.hasCommitted = true;
    if (step !== undefined) await step("before-apply");
    for (const { task } of folded) {
      for (const { origin, code } of task.deadLetters) observer.refused?.(origin, code, "deadLetter");
      for (const { origin, behindMs, policy } of task.late) observer.late?.(origin, behindMs, policy);
      task.apply();
    }
    observer.committed?.(inputs, records.length, clock.now() - started);
  }

  /** One transaction, by the writer whose turn it is. */
  async #write(
    records: readonly OutRecord[],
    lanes: ReadonlyMap<Lane, ReadonlyMap<string, bigint>>,
    { holding }: Share,
  ): Promise<void> {
    const positions = [...lanes].flatMap(([{ partition }, offsets]) =>
      [...offsets].map(([topic, offset]) => ({ topic, partition, offset })),
    );
    const held: HeldPositions = { holding, positions, metadata: this.#metadata };
    const writer = this.#writers[this.#turn++ % this.#writers.length] as TransactionalWriter;
    try {
      await writer.commit(records, held);
    } catch (error) {
      throw fencedIsNotHeld(error);
    }
    for (const [lane, offsets] of lanes) lane.committed(offsets, this.#ids, this.#metadata);
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wakeUp.wake();
  }
}

/**
 * Who took our tasks over has fenced us, or our transaction ran out of time: the group tells whether we still have a place
 * in it, and only where another process has that is it over.
 */
function fencedIsNotHeld(error: unknown): unknown {
  if (!(error instanceof StreamsError && error.code === "FENCED")) return error;
  return new StreamsError("NOT_HELD", `a transaction was ended by whoever took its tasks over: ${error.message}`, {
    cause: error,
  });
}
