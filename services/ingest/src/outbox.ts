import type { OutRecord, Producer } from "@touchline/streams";

/** The broker takes at most 1 MB a partition in one request; a record of ours has under 4 KB. */
const batchBytesMax = 512_000;
const batchRecordsMax = 2_000;
const waitingMax = 4_000;

/**
 * Records on their way into the log: in the order they were added, one batch after another, each as large as what
 * gathered while the last one was on its way. A failed send ends it: what follows could otherwise overtake.
 */
export class Outbox {
  readonly #producer: Producer;
  #waiting: OutRecord[] = [];
  #sending: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(producer: Producer) {
    this.#producer = producer;
  }

  /** Resolves when there is room for more. Rejects once a send has failed. */
  async add(record: OutRecord): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#waiting.push(record);
    this.#sending ??= this.#send();
    while (this.#waiting.length >= waitingMax && this.#failure === undefined) await this.#sending;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Resolves when all that was added is acknowledged. */
  async flushed(): Promise<void> {
    while (this.#sending !== undefined) await this.#sending;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Sends what waits, then closes the producer. */
  async close(): Promise<void> {
    await this.flushed().catch(() => {});
    await this.#producer.close();
  }

  /** Never rejects: whoever adds or flushes learns of a failure. */
  async #send(): Promise<void> {
    await undefined; // lets what is added in the same turn go along
    try {
      while (this.#waiting.length > 0) await this.#producer.send(this.#batch());
    } catch (error) {
      this.#failure = error as Error;
      this.#waiting = [];
    }
    this.#sending = undefined;
  }

  #batch(): OutRecord[] {
    let bytes = 0;
    let count = 0;
    for (const { key, value } of this.#waiting) {
      bytes += (key?.length ?? 0) + (value?.length ?? 0);
      if (count > 0 && (bytes > batchBytesMax || count === batchRecordsMax)) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }
}
