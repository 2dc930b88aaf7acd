import { setTimeout as sleep } from "node:timers/promises";
import type { OutRecord, Producer } from "@touchline/streams";
import type { KafkaClient } from "@touchline/streams/kafka";
import { Deliveries, type DeliveryMix, keys, type Planned } from "./deliveries.ts";
import type { Random } from "./random.ts";
import { type Delivery, partitions, topicsOf } from "./tally.ts";

/** When a record was sent, ms since the epoch: goes along to whatever follows from it. */
export const sentAt = "sent-at";

const tickMs = 20;

/** Sends deliveries at a rate, and remembers which of them were acknowledged. */
export class Load {
  /** Ids of deliveries that a producer was told are kept. */
  readonly acknowledged = new Set<string>();
  /** Sends that failed: nobody knows what was kept of them. */
  failures = 0;
  sent = 0;
  readonly #topic: string;
  readonly #client: KafkaClient;
  readonly #random: Random;
  readonly #sequences = new Map<string, number>();
  readonly #open = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  /** Where and when a record was sent that is of no use. */
  readonly poisoned: { readonly partition: number; readonly sentAt: number }[] = [];
  #deliveries: Deliveries | undefined;
  #producer: Producer | undefined;
  #running: Promise<void> | undefined;

  constructor(scenario: string, client: KafkaClient, random: Random) {
    this.#topic = topicsOf(scenario).deliveries.name;
    this.#client = client;
    this.#random = random;
  }

  /** Sends until `stop`, whatever becomes of it meanwhile. */
  start(perSecond: number, mix: DeliveryMix): void {
    this.#running = this.#run(perSecond, mix, Number.POSITIVE_INFINITY);
  }

  /** Sends so many. */
  async send(count: number, perSecond: number, mix: DeliveryMix): Promise<void> {
    await this.#run(perSecond, mix, count);
  }

  /** Resolves when all that was sent is acknowledged, or has failed. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all(this.#open);
  }

  /** What is sent when it has been numbered; the ids of a delivery are in its value. */
  numbered({ key, event, entry, poison, skewMs }: Planned): { record: OutRecord; id: string } {
    const sequence = (this.#sequences.get(key) ?? 0) + 1;
    this.#sequences.set(key, sequence);
    const id = `${key}/${sequence}`;
    const value: Delivery = { id, sequence, event, entry, ...(poison !== undefined && { poison }) };
    const json = JSON.stringify({ schema: "Delivery", value });
    const bytes = poison === "UNDECODABLE" ? `not JSON: ${id}` : json;
    const record = { ...this.#record(key, bytes), timestamp: Date.now() + skewMs };
    if (poison !== undefined) this.poisoned.push({ partition: record.partition, sentAt: Date.now() });
    return { id, record };
  }

  /** Asks whoever has a key's task what it knows of it, for every key. */
  async ask(): Promise<void> {
    await this.#sendNow(
      keys.map((key) => this.#record(key, JSON.stringify({ schema: "Ask", value: { ask: "state" } }))),
    );
  }

  /** Goes behind all that was sent, in each partition. */
  async end(end: number): Promise<void> {
    const value = JSON.stringify({ schema: "End", value: { end } });
    await this.#sendNow(
      Array.from({ length: partitions }, (_, partition) => this.#record(this.keyIn(partition), value)),
    );
  }

  keyIn(partition: number): string {
    for (let i = 0; ; i++) {
      const key = `end ${i}`;
      if (this.#client.partitionFor(Buffer.from(key), partitions) === partition) return key;
    }
  }

  async close(): Promise<void> {
    await this.#producer?.close();
  }

  async #run(perSecond: number, mix: DeliveryMix, count: number): Promise<void> {
    this.#deliveries ??= new Deliveries(mix, this.#random);
    const deliveries = this.#deliveries;
    const began = Date.now();
    for (let sent = 0; sent < count && !this.#stopping.signal.aborted; await sleep(tickMs)) {
      const due = Math.min(count, Math.floor(((Date.now() - began) / 1_000) * perSecond));
      const batch = Array.from({ length: Math.max(0, due - sent) }, () => this.numbered(deliveries.next()));
      sent += batch.length;
      if (batch.length > 0) await this.#sendBatch(batch);
    }
  }

  /** Goes on before the answer: a producer that waits must not hold back the events. */
  async #sendBatch(batch: readonly { record: OutRecord; id: string }[]): Promise<void> {
    this.#producer ??= await this.#client.producer();
    this.sent += batch.length;
    const answer = this.#producer.send(batch.map(({ record }) => record)).then(
      () => {
        for (const { id } of batch) this.acknowledged.add(id);
      },
      () => {
        this.failures++;
      },
    );
    this.#open.add(answer);
    void answer.then(() => this.#open.delete(answer));
  }

  async #sendNow(records: readonly OutRecord[]): Promise<void> {
    this.#producer ??= await this.#client.producer();
    await this.#producer.send(records);
  }

  #record(key: string, value: string): OutRecord {
    const bytes = Buffer.from(key);
    return {
      topic: this.#topic,
      partition: this.#client.partitionFor(bytes, partitions),
      key: bytes,
      value: Buffer.from(value),
      timestamp: Date.now(),
      headers: { [sentAt]: String(Date.now()) },
    };
  }
}
