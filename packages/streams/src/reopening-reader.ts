import type { LogBatch, LogClient, LogReader, ReaderOptions } from "./log-client.ts";

export interface ReopeningReaderOptions extends Pick<ReaderOptions, "isolation" | "damaged"> {
  readonly client: LogClient;
  /** What to read, and from where, as of now; none is fine. */
  readonly from: () => ReaderOptions["from"];
  readonly onBatches: (batches: readonly LogBatch[]) => void | Promise<void>;
  /** The reader cannot go on, or could not be opened. */
  readonly onFailure: (error: unknown) => void;
}

/** Reads partitions that come and go: it is opened anew whenever they do, and what an earlier opening brings comes too late. */
export class ReopeningReader {
  readonly #options: ReopeningReaderOptions;
  #reader: LogReader | undefined;
  /** Stands for the opening that counts. */
  #turn = 0;
  #opening: Promise<void> | undefined;
  #closed = false;

  constructor(options: ReopeningReaderOptions) {
    this.#options = options;
  }

  /** Counts the times it was asked to open anew. */
  get turn(): number {
    return this.#turn;
  }

  reopen(): void {
    if (this.#closed) return;
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
    const { client, from, onBatches, onFailure, ...options } = this.#options;
    try {
      for (let turn = -1; turn !== this.#turn; ) {
        turn = this.#turn;
        await this.#reader?.close();
        this.#reader = undefined;
        if (turn !== this.#turn || this.#closed) continue;
        const places = from();
        if (places.length === 0) continue;
        this.#reader = await client.reader({
          ...options,
          from: places,
          onBatches: (batches) => (turn === this.#turn ? onBatches(batches) : undefined),
          onFailure: (error) => turn === this.#turn && onFailure(error),
        });
      }
    } catch (error) {
      onFailure(error);
    } finally {
      this.#opening = undefined;
    }
  }
}
