import { StreamsError } from "../error.ts";
import type { HeldPositions } from "../group.ts";
import type { LogBatch, LogRecord, OutRecord, TopicPartition } from "../log-client.ts";
import { ManualClock } from "./manual-clock.ts";
import { MemoryGroup } from "./memory-group.ts";

/** A transaction that has not ended after so long is aborted, and its owner fenced, ms. */
const transactionTimeoutMs = 15_000;

/** A transaction as the log knows it. */
export interface MemoryTransaction {
  readonly transactionalId: string;
  readonly epoch: number;
  outcome: "open" | "committed" | "aborted";
  readonly partitions: Set<MemoryPartition>;
  /** When it began, ms on the log's clock. */
  readonly since: number;
}

interface Entry {
  readonly record: LogRecord;
  /** Absent outside transactions. */
  readonly transaction?: MemoryTransaction;
  /** True of a commit or abort marker, which takes an offset as well. */
  readonly control?: true;
}

/** One partition, with offsets that transaction markers take part in and compaction leaves holes in. */
export class MemoryPartition {
  low = 0n;
  high = 0n;
  #entries: Entry[] = [];
  /** Open transactions by the offset of their first record. */
  readonly #open = new Map<MemoryTransaction, bigint>();

  append(record: Omit<LogRecord, "offset">, transaction?: MemoryTransaction, control?: true): void {
    if (transaction !== undefined && !control && !this.#open.has(transaction)) this.#open.set(transaction, this.high);
    if (transaction !== undefined && control) this.#open.delete(transaction);
    const entry = {
      record: { ...record, offset: this.high },
      ...(transaction && { transaction }),
      ...(control && { control }),
    };
    this.#entries.push(entry);
    this.high++;
  }

  /** Appends a batch of so many records that cannot be read. */
  appendDamaged(bytes: Buffer, records: number, why: string): void {
    const lastOffset = this.high + BigInt(records - 1);
    const damaged = { lastOffset, why };
    const record = { offset: this.high, key: null, value: bytes, timestamp: 0, headers: {}, damaged };
    this.#entries.push({ record });
    this.high = lastOffset + 1n;
  }

  /** Offset of the first record of the oldest open transaction, else the end. */
  get lastStable(): bigint {
    // a map keeps the order of insertion: the first is the oldest
    for (const first of this.#open.values()) return first;
    return this.high;
  }

  /** At most `count` records from an offset on; undefined where there is nothing to read yet. */
  read(at: TopicPartition, offset: bigint, committed: boolean, count: number): LogBatch | undefined {
    const end = committed ? this.lastStable : this.high;
    if (offset >= end) return undefined;
    const records: LogRecord[] = [];
    let nextOffset = end;
    for (let i = this.#indexOf(offset); i < this.#entries.length; i++) {
      const { record, transaction, control } = this.#entries[i] as Entry;
      if (record.offset >= end) break;
      if (records.length === count) {
        nextOffset = record.offset;
        break;
      }
      if (!control && !(committed && transaction?.outcome === "aborted")) records.push(record);
    }
    return { ...at, records, nextOffset, highWatermark: this.high };
  }

  /** Index of the first entry at or after an offset. */
  #indexOf(offset: bigint): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle] as Entry).record.offset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Drops what a later committed record of the same key replaces, as compaction does; markers go too. */
  compact(): void {
    const last = new Map(
      this.#entries
        .filter(({ control, transaction }) => !control && transaction?.outcome !== "aborted")
        .map(({ record }) => [record.key?.toString("latin1"), record.offset]),
    );
    const stable = this.lastStable;
    this.#entries = this.#entries.filter(({ record, control }) => {
      return record.offset >= stable || (!control && last.get(record.key?.toString("latin1")) === record.offset);
    });
  }

  /** Drops what stands before an offset, as retention does. */
  expire(before: bigint): void {
    this.low = before;
    this.#entries = this.#entries.filter(({ record }) => record.offset >= before);
  }
}

/** A Kafka log in memory, for the test driver: partitions, transactions, fencing, groups; no network, and time when a test moves it. */
export class MemoryLog {
  readonly clock: ManualClock;
  /** Grows with everything that happens, so that a test can tell when nothing does. */
  activity = 0;
  readonly #topics = new Map<string, readonly MemoryPartition[]>();
  readonly #owners = new Map<string, MemoryTransaction>();
  readonly #groups = new Map<string, MemoryGroup>();
  readonly #listeners = new Set<() => void>();
  #processes = 0;

  constructor(clock = new ManualClock()) {
    this.clock = clock;
    clock.listen(() => this.#expire());
  }

  createTopic(topic: string, partitions: number): void {
    if (this.#topics.has(topic)) return;
    this.#topics.set(
      topic,
      Array.from({ length: partitions }, () => new MemoryPartition()),
    );
  }

  deleteTopic(topic: string): void {
    this.#topics.delete(topic);
  }

  partitions(topic: string): readonly MemoryPartition[] {
    const partitions = this.#topics.get(topic);
    if (partitions === undefined) {
      throw new StreamsError("TOPIC_MISSING", `there is no topic ${topic}: run npm run topics -- apply`);
    }
    return partitions;
  }

  partition({ topic, partition }: TopicPartition): MemoryPartition {
    const found = this.partitions(topic)[partition];
    if (found === undefined) throw new StreamsError("TOPIC_MISSING", `${topic} has no partition ${partition}`);
    return found;
  }

  append(records: readonly OutRecord[], transaction?: MemoryTransaction): void {
    if (transaction !== undefined) this.#checkOwner(transaction);
    for (const { topic, partition, key, value, timestamp = 0, headers = {} } of records) {
      const target = this.partition({ topic, partition });
      transaction?.partitions.add(target);
      target.append({ key, value, timestamp, headers }, transaction);
    }
    this.#changed();
  }

  /** Appends a batch of so many records that cannot be read. */
  appendDamaged(at: TopicPartition, bytes: Buffer, records: number): void {
    const partition = this.partition(at);
    partition.appendDamaged(bytes, records, `the record batch at offset ${partition.high} is damaged`);
    this.#changed();
  }

  /** Makes the caller the owner of an id: aborts what the former owner left open and refuses it from now on. */
  fence(transactionalId: string): number {
    const former = this.#owners.get(transactionalId);
    if (former?.outcome === "open") this.#end(former, "aborted");
    const epoch = (former?.epoch ?? -1) + 1;
    const since = this.clock.now();
    this.#owners.set(transactionalId, { transactionalId, epoch, outcome: "committed", partitions: new Set(), since });
    this.#changed();
    return epoch;
  }

  begin(transactionalId: string, epoch: number): MemoryTransaction {
    const since = this.clock.now();
    const transaction: MemoryTransaction = { transactionalId, epoch, outcome: "open", partitions: new Set(), since };
    this.#checkOwner(transaction);
    this.#owners.set(transactionalId, transaction);
    return transaction;
  }

  /** Positions that a group has with the transaction's end; throws NOT_HELD where they are not the member's any more. */
  hold(transaction: MemoryTransaction, held: HeldPositions): void {
    this.#checkOwner(transaction);
    this.group(held.holding.group).hold(transaction, held);
  }

  group(name: string): MemoryGroup {
    const group = this.#groups.get(name) ?? new MemoryGroup(name, this.clock, () => this.#changed());
    this.#groups.set(name, group);
    return group;
  }

  /** A number that no other process on this log has. */
  nextProcess(): number {
    return ++this.#processes;
  }

  commit(transaction: MemoryTransaction): void {
    this.#checkOwner(transaction);
    this.#end(transaction, "committed");
  }

  abort(transaction: MemoryTransaction): void {
    this.#checkOwner(transaction);
    this.#end(transaction, "aborted");
  }

  /** Calls back on every change until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #end(transaction: MemoryTransaction, outcome: "committed" | "aborted"): void {
    transaction.outcome = outcome;
    const marker = { key: null, value: null, timestamp: 0, headers: {} };
    for (const partition of transaction.partitions) partition.append(marker, transaction, true);
    for (const group of this.#groups.values()) group.ended(transaction);
    this.#changed();
  }

  #expire(): void {
    for (const { transactionalId, outcome, since } of this.#owners.values()) {
      if (outcome === "open" && this.clock.now() - since >= transactionTimeoutMs) this.fence(transactionalId);
    }
    for (const group of this.#groups.values()) group.expire();
  }

  #checkOwner({ transactionalId, epoch }: MemoryTransaction): void {
    if (this.#owners.get(transactionalId)?.epoch === epoch) return;
    throw new StreamsError("FENCED", `another owner has taken the transactional id ${transactionalId}`);
  }

  #changed(): void {
    this.activity++;
    for (const listener of this.#listeners) listener();
  }
}
