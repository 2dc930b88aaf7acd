import { createHash, type Hash } from "node:crypto";
import type { LogReader } from "@touchline/streams";
import type { KafkaClient } from "@touchline/streams/kafka";
import { partitions } from "./streams-topology.ts";

/** Reads a topic of outputs as a consumer of committed records sees it come. */
export class CommittedForms {
  /** Records so far. */
  count = 0;
  readonly #reader: LogReader;
  readonly #failure: Promise<never>;
  #reached: { readonly count: number; readonly resolve: () => void } | undefined;
  #onCorrelationId: (id: string) => void = () => {};

  private constructor(reader: LogReader, failure: Promise<never>) {
    this.#reader = reader;
    this.#failure = failure;
  }

  static async open(client: KafkaClient, topic: string): Promise<CommittedForms> {
    const failed = Promise.withResolvers<never>();
    // may fail while nobody waits
    failed.promise.catch(() => {});
    let forms: CommittedForms | undefined;
    const reader = await client.reader({
      from: Array.from({ length: partitions }, (_, partition) => ({ topic, partition, start: 0n })),
      isolation: "read_committed",
      onBatches: (batches) => {
        for (const { records } of batches) {
          for (const { headers } of records) forms?.take(headers["correlation-id"]);
        }
      },
      onFailure: failed.reject,
    });
    forms = new CommittedForms(reader, failed.promise);
    return forms;
  }

  take(correlationId: string | undefined): void {
    this.count++;
    if (correlationId !== undefined) this.#onCorrelationId(correlationId);
    if (this.#reached !== undefined && this.count >= this.#reached.count) this.#reached.resolve();
  }

  onCorrelationId(listener: (id: string) => void): void {
    this.#onCorrelationId = listener;
  }

  /** Resolves with the time (performance.now, ms) at which so many records were there. */
  async reached(count: number): Promise<number> {
    if (this.count < count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#reached = { count, resolve };
      await Promise.race([promise, this.#failure]);
    }
    return performance.now();
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }
}

/** A digest of what each key was given, in order: equal digests, equal bytes. Reads the topic to its end. */
export async function digestByKey(client: KafkaClient, topic: string): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, Hash>();
  const open = new Map<number, bigint>();
  for (const [partition, { high }] of (await client.offsets(topic)).entries()) if (high > 0n) open.set(partition, high);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  if (open.size === 0) resolve();
  const reader = await client.reader({
    from: [...open.keys()].map((partition) => ({ topic, partition, start: 0n })),
    isolation: "read_committed",
    onBatches: (batches) => {
      for (const { partition, records, nextOffset } of batches) {
        for (const { key, value } of records) {
          const name = String(key);
          const hash = hashes.get(name) ?? createHash("sha1");
          hashes.set(name, hash.update(value ?? "").update("\n"));
        }
        if (nextOffset >= (open.get(partition) ?? 0n)) open.delete(partition);
      }
      if (open.size === 0) resolve();
    },
    onFailure: reject,
  });
  try {
    await promise;
  } finally {
    await reader.close();
  }
  return new Map([...hashes].map(([key, hash]) => [key, hash.digest("hex")]));
}

/** The first key whose records differ; undefined where none does. */
export function differingKey(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string | undefined {
  return [...new Set([...a.keys(), ...b.keys()])].find((key) => a.get(key) !== b.get(key));
}
