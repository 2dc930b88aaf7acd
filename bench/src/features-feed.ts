import { setTimeout as sleep } from "node:timers/promises";
import type { LogReader, OutRecord, Producer, Serde, TopicValue } from "@touchline/streams";
import type { KafkaClient } from "@touchline/streams/kafka";
import { matchFeatures, matchPredictions } from "@touchline/topics";
import type { FedMatch } from "./live-features.ts";

type Told = TopicValue<(typeof matchFeatures)["schemas"]>;

/** Records of so many ms go out in one request, as a service that commits by transactions sends them. */
const sendEveryMs = 5;
/** Longest wait for predictions, ms. */
const withinMs = 60_000;

/** A features record that is still to be sent. */
export interface ToSend {
  readonly matchId: string;
  readonly told: Told;
}

/** What was sent: when, and how many predictions have been read of it. */
interface Sent {
  readonly at: number;
  tookMs: number;
  predictions: number;
}

/** Writes match.features, and reads from match.predictions what became of each record, by its correlation id. */
export class FeaturesFeed {
  readonly #client: KafkaClient;
  readonly #serde: Serde<(typeof matchFeatures)["schemas"]>;
  readonly #producer: Producer;
  readonly #sent = new Map<string, Sent>();
  #reader: LogReader | undefined;
  #open = 0;
  #last = 0;

  private constructor(client: KafkaClient, serde: Serde<(typeof matchFeatures)["schemas"]>, producer: Producer) {
    this.#client = client;
    this.#serde = serde;
    this.#producer = producer;
  }

  static async open(client: KafkaClient, serde: Serde<(typeof matchFeatures)["schemas"]>): Promise<FeaturesFeed> {
    const feed = new FeaturesFeed(client, serde, await client.producer());
    const partitions = Array.from({ length: matchPredictions.partitions }, (_, partition) => partition);
    feed.#reader = await client.reader({
      from: partitions.map((partition) => ({ topic: matchPredictions.name, partition, start: "earliest" })),
      isolation: "read_committed",
      onBatches: (batches) => {
        const now = performance.now();
        for (const { records } of batches)
          for (const { headers } of records) feed.#read(headers["correlation-id"], now);
      },
      onFailure: (error) => {
        throw error;
      },
    });
    return feed;
  }

  /** What is known before each match, and the first of its features; resolves when all of them are predicted from. */
  async begin(matches: readonly FedMatch[], features: number): Promise<void> {
    for (const { matchId, known, features: all } of matches) {
      const first = all.slice(0, features).map((value) => ({ schema: "Features", value }) as const);
      await this.#send([
        { matchId, told: { schema: "PreMatch", value: known } },
        ...first.map((told) => ({ matchId, told })),
      ]);
    }
    await this.#settled();
  }

  /**
   * Sends at a steady rate by the clock, and resolves when all is predicted from: ms from the sending of each record until its prediction is read.
   * `allSent`: told when the last one is.
   */
  async play(records: readonly ToSend[], perSecond: number, allSent: () => void = () => {}): Promise<number[]> {
    const each = Math.max(1, Math.round((perSecond * sendEveryMs) / 1_000));
    const started = performance.now();
    const sent: Sent[] = [];
    for (let from = 0; from < records.length; from += each) {
      const wait = started + (from / perSecond) * 1_000 - performance.now();
      if (wait > 0) await sleep(wait);
      sent.push(...this.#start(records.slice(from, from + each)));
    }
    allSent();
    await this.#settled();
    return sent.map(({ tookMs }) => tookMs);
  }

  /** Ends; gives how many records had no prediction, and how many more than one. */
  async close(): Promise<{ readonly missing: number; readonly double: number }> {
    // whatever is doubled has come by then
    await sleep(1_000);
    await this.#reader?.close();
    await this.#producer.close();
    const all = [...this.#sent.values()];
    return {
      missing: all.filter(({ predictions }) => predictions === 0).length,
      double: all.filter(({ predictions }) => predictions > 1).length,
    };
  }

  #start(records: readonly ToSend[]): Sent[] {
    const before = this.#last;
    this.#send(records).catch((error) => {
      throw error;
    });
    return Array.from({ length: this.#last - before }, (_, i) => this.#sent.get(String(before + i + 1)) as Sent);
  }

  #send(records: readonly ToSend[]): Promise<void> {
    const at = performance.now();
    return this.#producer.send(
      records.map(({ matchId, told }): OutRecord => {
        const key = Buffer.from(matchId);
        const partition = this.#client.partitionFor(key, matchFeatures.partitions);
        const place = { topic: matchFeatures.name, partition, key, value: this.#serde.encode(told) };
        if (told.schema !== "Features") return place;
        const id = String(++this.#last);
        this.#sent.set(id, { at, tookMs: Number.NaN, predictions: 0 });
        this.#open++;
        const ingestedAt = (performance.timeOrigin + at).toFixed(3);
        return { ...place, headers: { "correlation-id": id, "ingested-at": ingestedAt } };
      }),
    );
  }

  #read(id: string | undefined, now: number): void {
    const sent = this.#sent.get(id ?? "");
    if (sent === undefined || ++sent.predictions > 1) return;
    sent.tookMs = now - sent.at;
    this.#open--;
  }

  async #settled(): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (this.#open > 0 && performance.now() < deadline) await sleep(5);
  }
}
