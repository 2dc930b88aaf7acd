import { StreamsError } from "../error.ts";
import type { CommittedPosition, GroupMember, GroupOptions } from "../group.ts";
import type {
  LogBatch,
  LogClient,
  LogReader,
  OutRecord,
  Producer,
  ReaderOptions,
  TopicPartition,
  TransactionalWriter,
  TransactionalWriterOptions,
} from "../log-client.ts";
import { partitionOf } from "../partition-of.ts";
import { WakeUp } from "../wake-up.ts";
import type { MemoryLog } from "./memory-log.ts";
import { MemoryMembership } from "./memory-membership.ts";
import { ProcessState } from "./process-state.ts";

/** Steps of a commit on the log, in order. */
export type WriterStep = "before-begin" | "after-add-partitions" | "after-produce" | "before-marker" | "after-marker";

export interface MemoryClientOptions {
  /** Called at each step of each commit; a promise holds the writer there, a throw fails the commit. */
  readonly step?: (step: WriterStep) => Promise<void> | undefined;
  /** Records of a partition in one fetch. */
  readonly fetchRecords?: () => number;
}

/** One process's client to a log in memory. */
export class MemoryClient implements LogClient {
  readonly process = new ProcessState();
  readonly #log: MemoryLog;
  readonly #options: MemoryClientOptions;
  readonly #readers = new Set<MemoryReader>();
  readonly #memberships = new Set<MemoryMembership>();

  constructor(log: MemoryLog, options: MemoryClientOptions = {}) {
    this.#log = log;
    this.#options = options;
  }

  async reader(options: ReaderOptions): Promise<LogReader> {
    const reader = new MemoryReader(this.#log, options, this.#options.fetchRecords ?? (() => 500), this.process);
    this.#readers.add(reader);
    await this.process.running();
    return reader;
  }

  async transactionalWriter({ transactionalId }: TransactionalWriterOptions): Promise<TransactionalWriter> {
    const log = this.#log;
    const epoch = log.fence(transactionalId);
    const step = async (at: WriterStep) => {
      await this.#options.step?.(at);
      await this.process.running();
    };
    await this.process.running();
    let failed = false;
    return {
      async commit(records, held) {
        if (failed) throw new StreamsError("COMMIT_FAILED", "the writer has failed before: open another");
        failed = true;
        await step("before-begin");
        const transaction = log.begin(transactionalId, epoch);
        for (const record of records) transaction.partitions.add(log.partition(record));
        await step("after-add-partitions");
        log.append(records, transaction);
        try {
          if (held !== undefined) log.hold(transaction, held);
        } catch (error) {
          log.abort(transaction);
          failed = false;
          throw error;
        }
        await step("after-produce");
        await step("before-marker");
        log.commit(transaction);
        await step("after-marker");
        failed = false;
      },
      async close() {},
    };
  }

  async producer(): Promise<Producer> {
    return { send: async (records: readonly OutRecord[]) => this.#log.append(records), close: async () => {} };
  }

  async join(options: GroupOptions): Promise<GroupMember> {
    const membership = new MemoryMembership(this.#log, options, this.process);
    this.#memberships.add(membership);
    await this.process.running();
    return membership;
  }

  async committed(
    group: string,
    partitions: readonly TopicPartition[],
  ): Promise<{ readonly positions: readonly CommittedPosition[]; readonly pending: readonly TopicPartition[] }> {
    const found = this.#log.group(group).committed(partitions);
    await this.process.running();
    return found;
  }

  async fence(transactionalId: string): Promise<void> {
    this.#log.fence(transactionalId);
    await this.process.running();
  }

  partitionFor(key: Buffer, partitions: number): number {
    return partitionOf(key, partitions);
  }

  async partitionCount(topic: string): Promise<number> {
    return this.#log.partitions(topic).length;
  }

  async offsets(topic: string): Promise<readonly { readonly low: bigint; readonly high: bigint }[]> {
    const found = this.#log.partitions(topic).map(({ low, high }) => ({ low, high }));
    await this.process.running();
    return found;
  }

  async close(): Promise<void> {
    this.disconnect();
  }

  disconnect(): void {
    for (const reader of this.#readers) void reader.close();
  }

  /** The process's death: nothing that it began goes on, and nobody is told. */
  kill(): void {
    this.process.kill();
    this.disconnect();
    for (const membership of this.#memberships) membership.fallSilent();
  }

  /** Stops the process where it is, as SIGSTOP does, until `thaw`. */
  freeze(): void {
    this.process.freeze();
    for (const membership of this.#memberships) membership.fallSilent();
  }

  thaw(): void {
    if (this.process.dead) return;
    this.process.thaw();
    for (const membership of this.#memberships) membership.comeBack();
  }

  /** Makes every reader fail, as a broken connection would. */
  failReaders(error: Error): void {
    for (const reader of this.#readers) reader.fail(error);
  }
}

class MemoryReader implements LogReader {
  readonly #log: MemoryLog;
  readonly #options: ReaderOptions;
  readonly #fetchRecords: () => number;
  readonly #process: ProcessState;
  readonly #positions: (TopicPartition & { next: bigint })[];
  readonly #wakeUp = new WakeUp();
  readonly #unlisten: () => void;
  #closed = false;

  constructor(log: MemoryLog, options: ReaderOptions, fetchRecords: () => number, process: ProcessState) {
    this.#log = log;
    this.#process = process;
    this.#options = options;
    this.#fetchRecords = fetchRecords;
    this.#positions = options.from.map(({ topic, partition, start }) => {
      const { low, high, lastStable } = log.partition({ topic, partition });
      const latest = options.isolation === "read_committed" ? lastStable : high;
      return { topic, partition, next: start === "earliest" ? low : start === "latest" ? latest : start };
    });
    this.#unlisten = log.listen(() => this.#wakeUp.wake());
    void this.#run();
  }

  async #run(): Promise<void> {
    try {
      // the caller gets its reader before the first records
      await undefined;
      while (!this.#closed) {
        const batches = this.#fetch();
        if (batches.length === 0) await this.#wakeUp.wait();
        else {
          this.#log.activity++;
          await this.#process.running();
          if (!this.#closed) await this.#options.onBatches(batches);
        }
      }
    } catch (error) {
      this.fail(error as Error);
    }
  }

  #fetch(): LogBatch[] {
    const batches: LogBatch[] = [];
    for (const position of this.#positions) {
      const { topic, partition, next } = position;
      const log = this.#log.partition(position);
      if (next < log.low)
        throw new StreamsError("READER_STALLED", `offset ${next} of ${topic} ${partition} has expired`);
      const committed = this.#options.isolation === "read_committed";
      const batch = log.read({ topic, partition }, next, committed, this.#fetchRecords());
      if (batch === undefined) continue;
      position.next = batch.nextOffset;
      batches.push(batch);
    }
    return batches;
  }

  fail(error: Error): void {
    if (this.#closed) return;
    void this.close();
    this.#options.onFailure(error);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unlisten();
    this.#wakeUp.wake();
  }
}
