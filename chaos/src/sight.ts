import type { LogBatch, LogReader } from "@touchline/streams";
import type { KafkaClient } from "@touchline/streams/kafka";
import { sentAt } from "./load.ts";
import { partitions, topicsOf } from "./tally.ts";

interface Seen {
  /** Both ms since the epoch. */
  readonly sentAt: number;
  readonly seenAt: number;
}

/**
 * What a reader of committed outputs sees, and when: for the time that a fault costs, and for knowing that all is done.
 * It judges nothing.
 */
export class Sight {
  /** Records seen so far, ends of partitions not among them. */
  records = 0;
  /** Why it sees no more. */
  failure: Error | undefined;
  readonly #seen: Seen[][] = Array.from({ length: partitions }, () => []);
  readonly #ends: number[] = Array.from({ length: partitions }, () => 0);
  readonly #listeners = new Set<() => void>();
  #reader: LogReader | undefined;

  static async open(scenario: string, client: KafkaClient): Promise<Sight> {
    const sight = new Sight();
    const topic = topicsOf(scenario).tallied.name;
    sight.#reader = await client.reader({
      from: Array.from({ length: partitions }, (_, partition) => ({ topic, partition, start: "earliest" as const })),
      isolation: "read_committed",
      onBatches: (batches) => {
        for (const batch of batches) sight.#take(batch);
        for (const listener of sight.#listeners) listener();
      },
      onFailure: (error) => {
        sight.failure = error;
        for (const listener of sight.#listeners) listener();
      },
    });
    return sight;
  }

  /** How long after the fault the first output of a record sent after it was seen, in the slowest of the partitions, ms. */
  recovered(faultAt: number, affected: readonly number[], withinMs = 90_000): Promise<number> {
    const firsts = () => affected.map((partition) => this.firstAfter(partition, faultAt));
    const isOver = () => firsts().every((first) => first !== undefined);
    const what = `outputs of partitions ${affected.join(", ")} after a fault`;
    return this.#until(isOver, what, withinMs).then(
      () => Math.max(...firsts().map((first) => first?.seenAt ?? 0)) - faultAt,
    );
  }

  /** The first output seen of a record that was sent after this moment. */
  firstAfter(partition: number, moment: number): Seen | undefined {
    const seen = this.#seen[partition] ?? [];
    let at = seen.length;
    while (at > 0 && (seen[at - 1] as Seen).sentAt > moment) at--;
    return seen[at];
  }

  /** Resolves when every partition has come to this end. */
  async ended(end: number, withinMs = 90_000): Promise<void> {
    await this.#until(() => this.#ends.every((seen) => seen >= end), "the last outputs", withinMs);
  }

  async close(): Promise<void> {
    await this.#reader?.close();
  }

  #take({ partition, records }: LogBatch): void {
    const seenAt = Date.now();
    for (const { headers, value } of records) {
      const text = value?.toString() ?? "";
      if (text.startsWith('{"schema":"End"')) this.#ends[partition] = JSON.parse(text).value.end;
      else {
        this.records++;
        this.#seen[partition]?.push({ sentAt: Number(headers[sentAt]), seenAt });
      }
    }
  }

  async #until(isOver: () => boolean, what: string, withinMs: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (this.failure !== undefined) reject(this.failure);
      else if (isOver()) resolve();
    };
    const late = setTimeout(() => reject(new Error(`no sight of ${what} within ${withinMs / 1_000} s`)), withinMs);
    this.#listeners.add(look);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(late);
      this.#listeners.delete(look);
    }
  }
}
