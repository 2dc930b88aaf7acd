/**
 * The little that the runtime asks of a Kafka client. `kafka/` implements it on kafkajs's protocol layer, `platformatic/`
 * what reads on that of @platformatic/kafka, `testing/` in memory for the test driver; nothing above this file knows any.
 */

import type { CommittedPosition, GroupMember, GroupOptions, HeldPositions } from "./group.ts";

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface LogRecord {
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly timestamp: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Set where this stands for a whole batch that cannot be read, the first time and again; `value` is the batch as it came. */
  readonly damaged?: { readonly lastOffset: bigint; readonly why: string };
}

/** Records of one partition, in offset order; aborted and control records are not among them. */
export interface LogBatch extends TopicPartition {
  readonly records: readonly LogRecord[];
  /** Offset to read next. Moves past control and aborted records too, so it may exceed the last record's offset + 1, and a batch may hold no record. */
  readonly nextOffset: bigint;
  /** End of the partition as the broker saw it, open transactions included. */
  readonly highWatermark: bigint;
}

export interface OutRecord extends TopicPartition {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The latest to a reader of what is committed is the last stable offset: before the first transaction that is open. */
export type StartAt = "earliest" | "latest" | bigint;

export interface ReaderOptions {
  readonly from: readonly (TopicPartition & { readonly start: StartAt })[];
  readonly isolation: "read_committed" | "read_uncommitted";
  /** What comes of a batch that cannot be read: it fails the reader, or is handed out as one record that says so. */
  readonly damaged?: "fail" | "hand out";
  /** Longest wait of an idle fetch, ms. */
  readonly maxWaitMs?: number;
  /** About as much of each partition comes at once: more costs memory, less costs round trips; 262,144 bytes if not given. */
  readonly shareBytes?: number;
  /**
   * Called with what one fetch brought, one call after another. At most one more fetch is answered before it returns (or
   * its promise resolves): that is the back-pressure.
   */
  readonly onBatches: (batches: readonly LogBatch[]) => void | Promise<void>;
  /** Called once when the reader cannot go on; the reader has stopped. */
  readonly onFailure: (error: Error) => void;
}

export interface LogReader {
  close(): Promise<void>;
}

export interface TransactionalWriterOptions {
  readonly transactionalId: string;
  /** After so long without an end the cluster aborts a transaction, so that readers behind it go on, ms; 15,000 if not given. */
  readonly transactionTimeoutMs?: number;
}

/** Writes transactions one after another under ids that it owns; opening it fenced every earlier owner. */
export interface TransactionalWriter {
  /**
   * Writes all records and commits. Any failure leaves the outcome unknown: the writer is then of no further use, and
   * its owner must open a new one (which fences and settles it) and restore. Rejects with FENCED where another owner
   * has taken the ids. The one exception is NOT_HELD, where the group has gone on to another generation: nothing was
   * committed then, and the writer can go on. Without records it commits just the positions, with neither nothing.
   */
  commit(records: readonly OutRecord[], held?: HeldPositions): Promise<void>;
  close(): Promise<void>;
}

/** Idempotent, not transactional: acknowledged by all replicas, in order per partition, no duplicate from its retries. */
export interface Producer {
  send(records: readonly OutRecord[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Reads, and writes nothing; a view needs no more. What rejects for a reason that time may heal carries `retriable: true`, as
 * a `StreamsError` of such a code does.
 */
export interface ReadingClient {
  reader(options: ReaderOptions): Promise<LogReader>;
  /**
   * What a group has committed, transactions under way not counted. `pending` tells of partitions where one is: their
   * position is known only when its transaction has ended (KIP-447's stable offsets).
   */
  committed(
    group: string,
    partitions: readonly TopicPartition[],
  ): Promise<{ readonly positions: readonly CommittedPosition[]; readonly pending: readonly TopicPartition[] }>;
  /** Partition of a key: the Java client's default (murmur2), so that every client agrees. */
  partitionFor(key: Buffer, partitions: number): number;
  partitionCount(topic: string): Promise<number>;
  /** First offset and end of each partition; the end is the high watermark, not the last stable offset. */
  offsets(topic: string): Promise<readonly { readonly low: bigint; readonly high: bigint }[]>;
  close(): Promise<void>;
}

export interface LogClient extends ReadingClient {
  transactionalWriter(options: TransactionalWriterOptions): Promise<TransactionalWriter>;
  producer(): Promise<Producer>;
  /** Joins a consumer group; resolves when the coordinator is found, the share comes by `onAssigned`. */
  join(options: GroupOptions): Promise<GroupMember>;
  /** Fences an id that is not ours: its owner can commit no more, and its transaction under way is settled. */
  fence(transactionalId: string): Promise<void>;
}
