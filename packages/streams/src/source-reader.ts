import type { Lane } from "./lane.ts";
import type { LogBatch, LogClient, ReaderOptions } from "./log-client.ts";
import type { ReadAhead } from "./read-ahead.ts";
import { ReopeningReader } from "./reopening-reader.ts";

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
  readonly #reader: ReopeningReader;
  #lanes = new Map<number, Lane>();

  constructor(options: SourceReaderOptions) {
    this.#options = options;
    this.#reader = new ReopeningReader({
      client: options.client,
      isolation: "read_committed",
      damaged: "hand out",
      from: () => this.#starts(),
      onBatches: (batches) => this.#take(batches),
      onFailure: options.failed,
    });
  }

  /** From now on these lanes, and no others, get records. */
  feed(lanes: readonly Lane[]): void {
    const same = lanes.length === this.#lanes.size && lanes.every((lane) => this.#lanes.get(lane.partition) === lane);
    if (same) return;
    this.#lanes = new Map(lanes.map((lane) => [lane.partition, lane]));
    this.#reader.reopen();
  }

  async close(): Promise<void> {
    await this.#reader.close();
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
