import type { Clock } from "./clock.ts";
import { Intake } from "./intake.ts";
import type { LogClient, LogReader, OutRecord, TransactionalWriter } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import { ReadAhead } from "./read-ahead.ts";
import { restoreTasks } from "./restore.ts";
import { startPositions } from "./start-positions.ts";
import { type Input, Task } from "./task.ts";
import { WakeUp } from "./wake-up.ts";

/** A client that does not close is left behind after so long, ms. */
const closeForMs = 5_000;

/** Where a test may end the process within a commit; the writer's own steps lie between `folded` and `committed`. */
export type SessionStep = "before-fold" | "after-fold" | "before-apply";

export interface SessionOptions {
  readonly client: LogClient;
  readonly clock: Clock;
  readonly observer: StreamsObserver;
  /** Aborts when the application is to stop. */
  readonly signal: AbortSignal;
  /** Tests only: a promise holds the session at this step. */
  readonly step?: ((step: SessionStep) => Promise<void> | undefined) | undefined;
}

/** A task together with what feeds it. */
interface Lane {
  readonly task: Task;
  readonly intake: Intake;
  /** True while its next record waits for something; the other lanes go on. */
  waiting: boolean;
}

/**
 * One life of the application between two fencings: opened it owns the transactional ids and has restored its tasks; `run`
 * folds and commits until it is stopped or something fails. A failure leaves it of no use but to be closed: whatever was
 * not committed goes with it.
 */
export class Session {
  readonly #topology: PreparedTopology;
  readonly #options: SessionOptions;
  readonly #lanes: readonly Lane[];
  readonly #readAhead: ReadAhead;
  readonly #wakeUp = new WakeUp();
  readonly #ended = new AbortController();
  /** True once a transaction of this session is committed. */
  hasCommitted = false;
  #writers: TransactionalWriter[] = [];
  #reader: LogReader | undefined;
  #failure: { readonly error: unknown } | undefined;

  private constructor(topology: PreparedTopology, options: SessionOptions) {
    this.#topology = topology;
    this.#options = options;
    this.#readAhead = new ReadAhead(topology.limits);
    const signal = AbortSignal.any([options.signal, this.#ended.signal]);
    const { clock } = options;
    const retrying = (error: Error, attempt: number) =>
      options.observer.state?.("running", `waiting, attempt ${attempt}: ${error.message}`);
    this.#lanes = Array.from({ length: topology.partitions }, (_, partition) => {
      const intake = new Intake(topology, partition, { clock, signal, retrying });
      return { task: new Task(topology, partition), intake, waiting: false };
    });
  }

  /** Fences every earlier owner, restores, and starts reading where the restored positions say. */
  static async open(topology: PreparedTopology, options: SessionOptions): Promise<Session> {
    const session = new Session(topology, options);
    try {
      await session.#fence();
      const changelog = topology.changelog;
      await restoreTasks(session.tasks, changelog, options);
      if (!options.signal.aborted) await session.#read();
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  get tasks(): readonly Task[] {
    return this.#lanes.map(({ task }) => task);
  }

  /** Offset to read next of every source partition that was ever read from. */
  positions(): readonly { readonly topic: string; readonly partition: number; readonly offset: bigint }[] {
    return this.#lanes.flatMap(({ task, intake }) =>
      [...new Map([...task.positions, ...intake.positions()])].map(([topic, offset]) => ({
        topic,
        partition: task.partition,
        offset,
      })),
    );
  }

  /** Resolves when stopped, after the running commit; rejects when the session cannot go on. */
  async run(): Promise<void> {
    const { signal, step } = this.#options;
    const wake = () => this.#wakeUp.wake();
    signal.addEventListener("abort", wake, { once: true });
    try {
      for (let turn = 0; ; ) {
        if (signal.aborted) return;
        if (this.#failure !== undefined) throw this.#failure.error;
        if (step !== undefined && this.#readAhead.records > 0) await step("before-fold");
        if (this.#fold(turn) === 0) await this.#wakeUp.wait();
        else await this.#commit(this.#writers[turn++ % this.#writers.length] as TransactionalWriter);
      }
    } finally {
      signal.removeEventListener("abort", wake);
    }
  }

  /** Gives up everything that is open; never rejects. What was not committed is as if it had not been. */
  async close(): Promise<void> {
    this.#ended.abort();
    const closing = Promise.allSettled([this.#reader, ...this.#writers].map(async (open) => open?.close()));
    const closed = new AbortController();
    await Promise.race([closing, this.#options.clock.sleep(closeForMs, closed.signal)]);
    closed.abort();
  }

  async #fence(): Promise<void> {
    const { application } = this.#topology;
    const opening = ["a", "b"].map(async (id) => {
      const writer = await this.#options.client.transactionalWriter({ transactionalId: `${application}-${id}` });
      this.#writers.push(writer);
    });
    const failed = (await Promise.allSettled(opening)).find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  async #read(): Promise<void> {
    const indexes = new Map(this.#topology.sources.map(({ topic }, index) => [topic.name, index]));
    this.#reader = await this.#options.client.reader({
      from: await startPositions(this.#topology, this.tasks, this.#options),
      isolation: "read_committed",
      onBatches: (batches) => {
        for (const batch of batches) {
          this.#lanes[batch.partition]?.intake.add(indexes.get(batch.topic) ?? -1, batch);
          this.#readAhead.add(batch);
        }
        this.#wakeUp.wake();
        return this.#readAhead.room();
      },
      onFailure: (error) => this.#fail(error),
    });
  }

  /** Folds what has come until it is used up or the transaction is full; returns how many records. */
  #fold(turn: number): number {
    const { transactionRecords, transactionBytes } = this.#topology.limits;
    let records = 0;
    let bytes = 0;
    for (let i = 0; i < this.#lanes.length; i++) {
      // another lane goes first each time, so that a backlog of one does not starve the others
      const lane = this.#lanes[(turn + i) % this.#lanes.length] as Lane;
      while (!lane.waiting && records < transactionRecords && bytes + lane.task.bytes < transactionBytes) {
        const input = lane.intake.next();
        if (input === undefined) break;
        if (input instanceof Promise) this.#await(lane, input);
        else {
          this.#foldOne(lane.task, input);
          records++;
        }
      }
      bytes += lane.task.bytes;
    }
    this.#readAhead.release();
    return records;
  }

  #foldOne(task: Task, input: Input): void {
    this.#readAhead.remove(input.raw);
    const { observer, clock } = this.#options;
    const started = observer.processed === undefined ? 0 : clock.now();
    task.fold(input);
    if ("record" in input.outcome) observer.processed?.(input.outcome.record, clock.now() - started);
  }

  #await(lane: Lane, what: Promise<void>): void {
    lane.waiting = true;
    what.then(
      () => {
        lane.waiting = false;
        this.#wakeUp.wake();
      },
      (error) => this.#fail(error),
    );
  }

  async #commit(writer: TransactionalWriter): Promise<void> {
    const { clock, observer, step } = this.#options;
    const records: OutRecord[] = [];
    let inputs = 0;
    for (const { task, intake } of this.#lanes) {
      if (task.inputs === 0) continue;
      inputs += task.inputs;
      for (const record of task.close(intake.positions())) records.push(record);
    }
    if (step !== undefined) await step("after-fold");
    const started = clock.now();
    await writer.commit(records);
    this.hasCommitted = true;
    if (step !== undefined) await step("before-apply");
    for (const { task } of this.#lanes) {
      if (task.inputs === 0) continue;
      for (const { origin, code } of task.deadLetters) observer.deadLettered?.(origin, code);
      task.apply();
    }
    observer.committed?.(inputs, records.length, clock.now() - started);
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wakeUp.wake();
  }
}
