import { isUtf8 } from "node:buffer";
import type { Positions } from "./changelog.ts";
import type { Clock } from "./clock.ts";
import { isRetriable, StreamsError, type StreamsErrorCode } from "./error.ts";
import { isVerdict, learnSchema } from "./learn-schema.ts";
import type { LogBatch, LogRecord } from "./log-client.ts";
import type { OpenSource, PreparedTopology } from "./prepared-topology.ts";
import type { Input } from "./task.ts";
import type { SourceRecord, Tombstone } from "./topic.ts";

/** What has come of one source's partition and is not folded yet. */
class Queue {
  readonly source: OpenSource;
  readonly index: number;
  #batches: LogBatch[] = [];
  /** Index of the head in the first batch. */
  #at = 0;
  /** Offset behind all that has come; undefined before anything came. */
  #end: bigint | undefined;
  /** Where the source ended at the start, until all before that has come. */
  awaited: bigint | undefined;

  constructor(source: OpenSource, index: number) {
    this.source = source;
    this.index = index;
  }

  get head(): LogRecord | undefined {
    return this.#batches[0]?.records[this.#at];
  }

  get end(): bigint | undefined {
    return this.#end;
  }

  /** All that has come and is not folded. */
  *unfolded(): Iterable<LogRecord> {
    for (const [i, { records }] of this.#batches.entries()) yield* i === 0 ? records.slice(this.#at) : records;
  }

  /** Offset to read next when everything before the head is folded. */
  get position(): bigint | undefined {
    return this.head?.offset ?? this.#end;
  }

  add(batch: LogBatch): void {
    if (batch.records.length > 0) this.#batches.push(batch);
    this.#end = batch.nextOffset;
    if (this.awaited !== undefined && this.#end >= this.awaited) this.awaited = undefined;
  }

  shift(): void {
    this.#at++;
    if (this.head !== undefined) return;
    this.#batches.shift();
    this.#at = 0;
  }
}

export interface IntakeOptions {
  readonly clock: Clock;
  /** Aborts when nothing is to be waited for any more. */
  readonly signal: AbortSignal;
  /** Told of each look-up of a schema that will be tried again. */
  readonly retrying: (error: Error, attempt: number) => void;
  /** Nothing more is read until something is folded. */
  readonly isFull: () => boolean;
}

/** The record whose turn it is, while it waits for its schema or for `ready`. */
interface Head {
  readonly queue: Queue;
  readonly raw: LogRecord;
  input?: Input;
  ready?: true;
}

/**
 * Orders what has come for a task, and decodes it. Between sources the earlier timestamp goes first, then the source
 * declared first; within a source the log's order holds. A source of which more stood in the log at the start than has come
 * is waited for: so what a replay folds, it folds in the order of time, whichever source is fetched first.
 */
export class Intake {
  readonly #queues: Queue[];
  readonly #partition: number;
  readonly #options: IntakeOptions;
  #head: Head | undefined;

  constructor(topology: PreparedTopology, partition: number, options: IntakeOptions) {
    this.#queues = topology.sources.map((source, index) => new Queue(source, index));
    this.#partition = partition;
    this.#options = options;
  }

  /** Reads from here; each source stood at this end at the start. */
  await(positions: Positions, ends: Positions): void {
    if (this.#queues.length === 1) return;
    for (const queue of this.#queues) {
      const { name } = queue.source.topic;
      const end = ends.get(name) ?? 0n;
      if (end > (positions.get(name) ?? 0n)) queue.awaited = end;
    }
  }

  add(source: number, batch: LogBatch): void {
    this.#queues[source]?.add(batch);
  }

  /** Offset behind all that has come of a source; undefined before anything came. */
  end(source: number): bigint | undefined {
    return this.#queues[source]?.end;
  }

  /** All that has come and is not folded. */
  *unfolded(): Iterable<LogRecord> {
    for (const queue of this.#queues) yield* queue.unfolded();
  }

  /** Offset to fold next by source topic. */
  positions(): Map<string, bigint> {
    const positions = new Map<string, bigint>();
    for (const { source, position } of this.#queues) {
      if (position !== undefined) positions.set(source.topic.name, position);
    }
    return positions;
  }

  /**
   * The record whose turn it is, again and again until `folded` is called; a promise where it has to wait (ask again
   * then); undefined where nothing has come.
   */
  next(): Input | Promise<void> | undefined {
    this.#head ??= this.#earliest();
    const head = this.#head;
    if (head === undefined) return undefined;
    if (head.input === undefined) {
      const { value, damaged } = head.raw;
      const learning = value === null || damaged !== undefined ? undefined : head.queue.source.topic.serde.learn(value);
      if (value !== null && learning !== undefined) return this.#learn(head, value, learning);
      head.input = this.#decode(head);
    }
    const { source } = head.queue;
    if (source.ready !== undefined && head.ready === undefined && "record" in head.input.outcome) {
      const waiting = source.ready(head.input.outcome.record, this.#options.signal);
      if (waiting !== undefined) {
        return waiting.then(() => {
          head.ready = true;
        });
      }
      head.ready = true;
    }
    return head.input;
  }

  /** The record whose turn it was is done with. */
  folded(): void {
    this.#head?.queue.shift();
    this.#head = undefined;
  }

  /** It is tried again: what it could not be read as, it may be by then. */
  again(): void {
    if (this.#head?.input !== undefined && "refused" in this.#head.input.outcome) delete this.#head.input;
  }

  #earliest(): Head | undefined {
    let first: Head | undefined;
    for (const queue of this.#queues) {
      const raw = queue.head;
      // where nothing more is read until something is folded, waiting would be for ever
      if (raw === undefined && queue.awaited !== undefined && !this.#options.isFull()) return undefined;
      if (raw !== undefined && (first === undefined || raw.timestamp < first.raw.timestamp)) first = { queue, raw };
    }
    return first;
  }

  #decode({ queue, raw }: Head): Input {
    const { key, value, damaged } = raw;
    if (damaged !== undefined) {
      const message = `${damaged.why}; with it all its records are passed over, offsets ${raw.offset} to ${damaged.lastOffset}`;
      return refused(queue, raw, "BATCH_UNDECODABLE", message);
    }
    const isMark = key === null && value === null && queue.source.topic.repartition !== undefined;
    if (isMark) return { source: queue.index, raw, outcome: { mark: true } };
    if (key === null || !isUtf8(key)) return refused(queue, raw, "UNDECODABLE", "the key is not UTF-8 text");
    const { topic, takesTombstones } = queue.source;
    if (value === null && !takesTombstones) {
      return refused(queue, raw, "TOMBSTONE_REFUSED", "the record is a tombstone, which this source does not take");
    }
    try {
      const decoded = value === null ? tombstone : topic.serde.decode(value);
      const record = {
        topic: topic.name,
        partition: this.#partition,
        offset: raw.offset,
        key: key.toString(),
        timestamp: raw.timestamp,
        headers: raw.headers,
        schema: decoded.schema,
        value: decoded.value,
      } as SourceRecord | Tombstone;
      return { source: queue.index, raw, outcome: { record } };
    } catch (error) {
      if (isRetriable(error)) throw error;
      const code = error instanceof StreamsError ? error.code : "UNDECODABLE";
      return refused(queue, raw, code, error instanceof Error ? error.message : String(error));
    }
  }

  async #learn(head: Head, bytes: Buffer, learning: Promise<void>): Promise<void> {
    try {
      await learnSchema(head.queue.source.topic.serde, bytes, learning, this.#options);
    } catch (error) {
      if (!(error instanceof StreamsError && isVerdict(error.code))) throw error;
      head.input = refused(head.queue, head.raw, error.code, error.message);
    }
  }
}

const tombstone = { schema: null, value: null };

function refused(queue: Queue, raw: LogRecord, code: StreamsErrorCode, message: string): Input {
  return { source: queue.index, raw, outcome: { refused: { code, message } } };
}
