import { isUtf8 } from "node:buffer";
import { backOffMs } from "./back-off.ts";
import { type Clock, systemClock } from "./clock.ts";
import { isRetriable, StreamsError } from "./error.ts";
import { isVerdict, learnSchema } from "./learn-schema.ts";
import type { LogBatch, LogReader, LogRecord, ReadingClient } from "./log-client.ts";
import type { Schemas } from "./schema.ts";
import type { OpenSerde, Serde } from "./serde.ts";
import type { Origin, SourceRecord, Tombstone, Topic } from "./topic.ts";

/** What a view applies: a record, or the tombstone of a key. */
export type ViewRecord<S extends Schemas> = SourceRecord<S> | Tombstone;

export interface ViewOptions<S extends Schemas> {
  readonly client: ReadingClient;
  readonly openSerde: OpenSerde;
  /** Takes each committed record, those of a partition in order. Applying one again must change nothing. */
  readonly apply: (record: ViewRecord<S>) => void;
  /** Called once when the view cannot go on; what failed for a while was tried again before. */
  readonly onFailure: (error: Error) => void;
  /** A record that cannot be decoded is reported here and passed over; without this it fails the view. */
  readonly onUndecodable?: (record: Origin, error: Error) => void;
  readonly clock?: Clock;
}

/** A whole topic, all partitions, kept up to date by whoever applies its records. */
export interface View {
  /** Resolves when everything that stood in the topic at opening has been applied. */
  readonly caughtUp: Promise<void>;
  /** Offset to read next, by partition. */
  positions(): readonly bigint[];
  /** Resolves when all below these offsets has been applied, or when the signal aborts. */
  reached(positions: readonly bigint[], signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Opens a view of a topic from its start, read_committed. Rejects where the topic cannot be reached. */
export async function openView<S extends Schemas>(topic: Topic<S>, options: ViewOptions<S>): Promise<View> {
  const [serde, ends] = await Promise.all([options.openSerde(topic), options.client.offsets(topic.name)]);
  if (ends.length !== topic.partitions) {
    throw new StreamsError(
      "TOPIC_MISSING",
      `topic ${topic.name} should have ${topic.partitions} partitions and has ${ends.length}: run npm run topics -- apply`,
    );
  }
  const view = new TopicView(topic, serde, options, ends);
  await view.open();
  return view;
}

interface Waiter {
  readonly positions: readonly bigint[];
  readonly resolve: () => void;
}

class TopicView<S extends Schemas> implements View {
  readonly caughtUp: Promise<void>;
  readonly #topic: string;
  readonly #serde: Serde<S>;
  readonly #options: ViewOptions<S>;
  readonly #clock: Clock;
  readonly #positions: bigint[];
  /** Records of a schema that the registry does not have. */
  readonly #unknown = new WeakMap<LogRecord, StreamsError>();
  readonly #waiters = new Set<Waiter>();
  readonly #closed = new AbortController();
  #reader: LogReader | undefined;

  constructor(
    topic: Topic<S>,
    serde: Serde<S>,
    options: ViewOptions<S>,
    ends: readonly { readonly low: bigint; readonly high: bigint }[],
  ) {
    this.#topic = topic.name;
    this.#serde = serde;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#positions = ends.map(({ low }) => low);
    this.caughtUp = this.reached(ends.map(({ high }) => high));
  }

  async open(): Promise<void> {
    const ends = await this.#options.client.offsets(this.#topic);
    // what expired while the reader was away cannot be read any more
    this.#positions.forEach((position, partition) => {
      const { low = 0n } = ends[partition] ?? {};
      if (position < low) this.#positions[partition] = low;
    });
    const reader = await this.#options.client.reader({
      from: this.#positions.map((start, partition) => ({ topic: this.#topic, partition, start })),
      isolation: "read_committed",
      onBatches: (batches) => this.#take(batches),
      onFailure: (error) => void this.#reopen(error),
    });
    this.#reader = reader;
    if (this.#closed.signal.aborted) await reader.close();
  }

  positions(): readonly bigint[] {
    return [...this.#positions];
  }

  reached(positions: readonly bigint[], signal?: AbortSignal): Promise<void> {
    if (this.#hasReached(positions) || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter = { positions, resolve: () => finish() };
      const finish = () => {
        this.#waiters.delete(waiter);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      this.#waiters.add(waiter);
      signal?.addEventListener("abort", finish, { once: true });
    });
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#reader?.close();
  }

  #hasReached(positions: readonly bigint[]): boolean {
    return positions.every((position, partition) => (this.#positions[partition] ?? 0n) >= position);
  }

  /** Synchronous as long as every schema is known, which is nearly always. */
  #take(batches: readonly LogBatch[], batch = 0, record = 0): Promise<void> | undefined {
    try {
      for (let b = batch; b < batches.length; b++) {
        const { partition, records, nextOffset } = batches[b] as LogBatch;
        for (let r = b === batch ? record : 0; r < records.length; r++) {
          const raw = records[r] as LogRecord;
          const known = raw.value === null || this.#unknown.has(raw);
          const learning = known ? undefined : this.#serde.learn(raw.value);
          if (learning !== undefined) return this.#learn(raw, learning, () => this.#take(batches, b, r));
          this.#apply(partition, raw);
          this.#positions[partition] = raw.offset + 1n;
        }
        if (nextOffset > (this.#positions[partition] ?? 0n)) this.#positions[partition] = nextOffset;
      }
    } catch (error) {
      this.#fail(error);
    }
    for (const waiter of this.#waiters) if (this.#hasReached(waiter.positions)) waiter.resolve();
    return undefined;
  }

  #apply(partition: number, raw: LogRecord): void {
    const { key, value, offset, timestamp, headers } = raw;
    const origin = { topic: this.#topic, partition, offset };
    let record: ViewRecord<S>;
    try {
      const unknown = this.#unknown.get(raw);
      if (unknown !== undefined) throw unknown;
      if (key === null || !isUtf8(key)) throw new StreamsError("UNDECODABLE", "the key is not UTF-8 text");
      const decoded = value === null ? { schema: null, value: null } : this.#serde.decode(value);
      record = { ...origin, key: key.toString(), timestamp, headers, ...decoded } as ViewRecord<S>;
    } catch (error) {
      if (this.#options.onUndecodable === undefined) throw error;
      this.#options.onUndecodable(origin, error as Error);
      return;
    }
    this.#options.apply(record);
  }

  async #learn(raw: LogRecord, learning: Promise<void>, goOn: () => Promise<void> | undefined): Promise<void> {
    const { signal } = this.#closed;
    try {
      await learnSchema(this.#serde, raw.value as Buffer, learning, { clock: this.#clock, signal });
    } catch (error) {
      if (!(error instanceof StreamsError && isVerdict(error.code))) return this.#fail(error);
      this.#unknown.set(raw, error);
    }
    if (!signal.aborted) await goOn();
  }

  async #reopen(error: Error): Promise<void> {
    const { signal } = this.#closed;
    let failure = error;
    for (let attempt = 1; isRetriable(failure); attempt++) {
      await this.#clock.sleep(backOffMs(attempt), signal);
      if (signal.aborted) return;
      try {
        return await this.open();
      } catch (again) {
        failure = again as Error;
      }
    }
    this.#fail(failure);
  }

  #fail(error: unknown): void {
    if (this.#closed.signal.aborted) return;
    void this.close();
    this.#options.onFailure(error instanceof Error ? error : new Error(String(error)));
  }
}
