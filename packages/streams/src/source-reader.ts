import type { Lane } from "./lane.ts";
import type { LogBatch, LogClient, LogReader, ReaderOptions } from "./log-client.ts";
import type { ReadAhead } from "./read-ahead.ts";

export interface SourceReaderOptions {
  readonly client: LogClient;
  /** Source topics in the order of the topology. */
  readonly topics: readonly string[];
  readonly readAhead: ReadAhead;
  /** Records have come. */
  readonly came: () => void;
  readonly failed: (error: unknown) => void;
}

/** Feeds the lanes that run: reads their partitions of every source, on from where each lane is, as lanes come and go. */
export class SourceReader {
  readonly #options: SourceReaderOptions;
  #lanes = new Map<number, Lane>();
  #reader: LogReader | undefined;
  /** Stands for the reader that counts: what others bring comes too late. */
  #turn = 0;
  #opening: Promise<void> | undefined;
  #closed = false;

  constructor(options: SourceReaderOptions) {
    this.#options = options;
  }

  /** From now on these lanes, and no others, get records. */
  feed(lanes: readonly Lane[]): void {
    const same = lanes.length === this.#lanes.size && lanes.every((lane) => this.#lanes.get(lane.partition) === lane);
    if (same || this.#closed) return;
    this.#lanes = new Map(lanes.map((lane) => [lane.partition, lane]));
    this.#turn++;
    this.#opening ??= this.#open();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#turn++;
    await this.#opening;
    await this.#reader?.close();
  }

  async #open(): Promise<void> {
    try {
      for (let turn = -1; turn !== this.#turn; ) {
        turn = this.#turn;
        await this.#reader?.close();
        this.#reader = undefined;
        if (turn !== this.#turn || this.#closed || this.#lanes.size === 0) continue;
        this.#reader = await this.#options.client.reader({
          from: this.#starts(),
          isolation: "read_committed",
          damaged: "hand out",
          onBatches: (batches) => (turn === this.#turn ? this.#take(batches) : undefined),
          onFailure: (error) => turn === this.#turn && this.#options.failed(error),
        });
      }
    } catch (error) {
      this.#options.failed(error);
    } finally {
      this.#opening = undefined;
    }
  }

  #starts(): ReaderOptions["from"] {
    const { topics } = this.#options;
    return [...this.#lanes.values()].flatMap((lane) =>
      topics.map((topic, source) => ({
        topic,
        partition: lane.partition,
        start: lane.intake.end(source) ?? lane.starts.get(topic) ?? "earliest",
      })),
    );
  }

  #take(batches: readonly LogBatch[]): Promise<void> | undefined {
    const { topics, readAhead, came } = this.#options;
    for (const batch of batches) {
      this.#lanes.get(batch.partition)?.intake.add(topics.indexOf(batch.topic), batch);
      readAhead.add(batch);
    }
    came();
    return readAhead.room();
  }
}
