import { isUtf8 } from "node:buffer";
import type { Clock } from "./clock.ts";
import { StreamsError } from "./error.ts";
import type { LogBatch, LogRecord } from "./log-client.ts";
import type { OpenSource, PreparedTopology } from "./prepared-topology.ts";
import type { Input } from "./task.ts";
import type { SourceRecord } from "./topic.ts";

/** What has come of one source's partition and is not folded yet. */
class Queue {
  readonly source: OpenSource;
  readonly index: number;
  /** Offset to read next; undefined before anything came. */
  position: bigint | undefined;
  #batches: LogBatch[] = [];
  #at = 0;

  constructor(source: OpenSource, index: number) {
    this.source = source;
    this.index = index;
  }

  get head(): LogRecord | undefined {
    return this.#batches[0]?.records[this.#at];
  }

  add(batch: LogBatch): void {
    if (batch.records.length > 0) this.#batches.push(batch);
    else if (this.#batches.length === 0) this.position = batch.nextOffset;
  }

  shift(): void {
    this.#at++;
    const [batch] = this.#batches;
    if (batch === undefined) return;
    const next = batch.records[this.#at];
    this.position = next?.offset ?? batch.nextOffset;
    if (next !== undefined) return;
    this.#batches.shift();
    this.#at = 0;
  }
}

interface Head {
  readonly queue: Queue;
  readonly raw: LogRecord;
  input?: Input;
  ready?: true;
}

/**
 * Orders what has come for a task, and decodes it. Between sources the earlier timestamp goes first, then the source
 * declared first; within a source the log's order holds. So the order follows from what has come, not from how it came.
 */
export class Intake {
  readonly #queues: Queue[];
  readonly #partition: number;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #retrying: (error: Error, attempt: number) => void;
  /** The record whose turn it is while it waits for its schema or for `ready`. */
  #head: Head | undefined;

  constructor(
    topology: PreparedTopology,
    partition: number,
    options: { clock: Clock; signal: AbortSignal; retrying: (error: Error, attempt: number) => void },
  ) {
    this.#queues = topology.sources.map((source, index) => new Queue(source, index));
    this.#partition = partition;
    this.#clock = options.clock;
    this.#signal = options.signal;
    this.#retrying = options.retrying;
  }

  add(source: number, batch: LogBatch): void {
    this.#queues[source]?.add(batch);
  }

  /** Offset to read next by source topic. */
  positions(): Map<string, bigint> {
    const positions = new Map<string, bigint>();
    for (const { source, position } of this.#queues) {
      if (position !== undefined) positions.set(source.topic.name, position);
    }
    return positions;
  }

  /** The next record to fold; a promise where it has to wait (ask again then); undefined where nothing has come. */
  next(): Input | Promise<void> | undefined {
    this.#head ??= this.#earliest();
    const head = this.#head;
    if (head === undefined) return undefined;
    if (head.input === undefined) {
      const { value } = head.raw;
      const learning = value === null ? undefined : head.queue.source.topic.serde.learn(value);
      if (learning !== undefined) return this.#learn(head, learning);
      head.input = this.#decode(head);
    }
    const { source } = head.queue;
    if (source.ready !== undefined && head.ready === undefined && "record" in head.input.outcome) {
      const waiting = source.ready(head.input.outcome.record, this.#signal);
      if (waiting !== undefined) {
        return waiting.then(() => {
          head.ready = true;
        });
      }
    }
    this.#head = undefined;
    head.queue.shift();
    return head.input;
  }

  #earliest(): Head | undefined {
    let first: Head | undefined;
    for (const queue of this.#queues) {
      const raw = queue.head;
      if (raw !== undefined && (first === undefined || raw.timestamp < first.raw.timestamp)) first = { queue, raw };
    }
    return first;
  }

  #decode({ queue, raw }: Head): Input {
    const { key, value } = raw;
    if (key === null || !isUtf8(key)) return refused(queue, raw, "the key is not UTF-8 text");
    if (value === null) return refused(queue, raw, "the record is a tombstone, which this source does not take");
    const { topic } = queue.source;
    try {
      const decoded = topic.serde.decode(value);
      const record: SourceRecord = {
        topic: topic.name,
        partition: this.#partition,
        offset: raw.offset,
        key: key.toString(),
        timestamp: raw.timestamp,
        headers: raw.headers,
        schema: decoded.schema,
        value: decoded.value,
      };
      return { source: queue.index, raw, outcome: { record } };
    } catch (error) {
      if (error instanceof StreamsError && error.retriable) throw error;
      return refused(queue, raw, error instanceof Error ? error.message : String(error));
    }
  }

  /** A registry out of reach says nothing about the record: wait for it as long as it takes. */
  async #learn(head: Head, learning: Promise<void>): Promise<void> {
    for (let attempt = 1, again: Promise<void> | undefined = learning; again !== undefined; attempt++) {
      try {
        return await again;
      } catch (error) {
        if (error instanceof StreamsError && error.code === "UNDECODABLE") {
          head.input = refused(head.queue, head.raw, error.message);
          return;
        }
        if (!(error instanceof StreamsError) || !error.retriable) throw error;
        this.#retrying(error, attempt);
        await this.#clock.sleep(Math.min(100 * 2 ** (attempt - 1), 5_000), this.#signal);
        if (this.#signal.aborted) return;
        again = head.queue.source.topic.serde.learn(head.raw.value as Buffer);
      }
    }
  }
}

function refused(queue: Queue, raw: LogRecord, message: string): Input {
  return { source: queue.index, raw, outcome: { refused: { code: "UNDECODABLE", message } } };
}
