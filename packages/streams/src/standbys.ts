import type { Clock } from "./clock.ts";
import { isRetriable } from "./error.ts";
import type { LogBatch, LogClient, ReaderOptions } from "./log-client.ts";
import type { Copies } from "./membership.ts";
import type { StreamsObserver } from "./observer.ts";
import type { PreparedTopology } from "./prepared-topology.ts";
import { ReopeningReader } from "./reopening-reader.ts";
import { Task } from "./task.ts";

/** A copy no further behind than this many records counts as caught up: it takes over in a moment. */
const warmWithin = 1_000n;
/** Pause before the copies are begun anew after their reader has failed, ms. */
const againMs = 1_000;

/** A copy of a task that another process has, kept by reading its changelog. */
export class Standby {
  readonly task: Task;
  /** Offset of the changelog to read next; undefined before anything came. */
  position: bigint | undefined;
  /** Records between it and the changelog's end. */
  behind: bigint | undefined;

  constructor(topology: PreparedTopology, partition: number) {
    this.task = new Task(topology, partition);
  }

  /** Takes what has come into its state, at once: a take-over is to have nothing left to do but to read the rest. */
  take({ records, nextOffset, highWatermark }: LogBatch): void {
    this.task.restore(records);
    this.task.restored();
    this.position = nextOffset;
    this.behind = highWatermark - nextOffset;
  }
}

export interface StandbysOptions {
  readonly client: LogClient;
  readonly clock: Clock;
  readonly observer: StreamsObserver;
  readonly signal: AbortSignal;
  readonly failed: (error: unknown) => void;
}

/** The standby copies of this process: committed records only, so that what they hold is never taken back. */
export class Standbys {
  readonly #topology: PreparedTopology;
  readonly #options: StandbysOptions;
  readonly #standbys = new Map<number, Standby>();
  readonly #reader: ReopeningReader;

  constructor(topology: PreparedTopology, options: StandbysOptions) {
    this.#topology = topology;
    this.#options = options;
    this.#reader = new ReopeningReader({
      client: options.client,
      isolation: "read_committed",
      from: () => this.#places(),
      onBatches: (batches) => this.#take(batches),
      onFailure: (error) => this.#failed(error),
    });
  }

  get copies(): Copies {
    const warm = [...this.#standbys].filter(([, { behind }]) => behind !== undefined && behind <= warmWithin);
    return { standbys: [...this.#standbys.keys()], warm: warm.map(([partition]) => partition) };
  }

  /** From now on copies of these, and of no others. */
  keep(partitions: readonly number[]): void {
    const added = partitions.filter((partition) => !this.#standbys.has(partition));
    const dropped = [...this.#standbys.keys()].filter((partition) => !partitions.includes(partition));
    // also where none is new: one may have become the task itself, or have gone with an earlier session
    this.#options.observer.standbys?.(partitions);
    if (added.length + dropped.length === 0) return;
    for (const partition of dropped) this.#standbys.delete(partition);
    for (const partition of added) this.#standbys.set(partition, new Standby(this.#topology, partition));
    this.#reader.reopen();
  }

  /** Hands a copy over, to be made the task itself: it stands still from now on. */
  take(partition: number): Standby | undefined {
    const standby = this.#standbys.get(partition);
    if (this.#standbys.delete(partition)) this.#reader.reopen();
    return standby;
  }

  async close(): Promise<void> {
    this.#standbys.clear();
    await this.#reader.close();
  }

  #places(): ReaderOptions["from"] {
    return [...this.#standbys].map(([partition, { position }]) => {
      return { topic: this.#topology.changelog, partition, start: position ?? ("earliest" as const) };
    });
  }

  #take(batches: readonly LogBatch[]): void {
    try {
      for (const batch of batches) {
        const standby = this.#standbys.get(batch.partition);
        standby?.take(batch);
        if (standby?.behind !== undefined) this.#options.observer.standby?.(batch.partition, Number(standby.behind));
      }
    } catch (error) {
      this.#options.failed(error);
    }
  }

  /** Begins anew after a while: a copy that was behind for long may have missed deletions that are compacted by now. */
  #failed(error: unknown): void {
    const { clock, signal, failed } = this.#options;
    if (!isRetriable(error)) {
      failed(error);
      return;
    }
    for (const partition of this.#standbys.keys())
      this.#standbys.set(partition, new Standby(this.#topology, partition));
    const { turn } = this.#reader;
    void clock.sleep(againMs, signal).then(() => {
      if (turn === this.#reader.turn && !signal.aborted) this.#reader.reopen();
    });
  }
}
