import { setTimeout as sleep } from "node:timers/promises";
import { StreamsError } from "../error.ts";
import type { LogBatch, LogReader, ReaderOptions, TopicPartition } from "../log-client.ts";
import { BrokerError, ClientClosed, isRetriable } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { decodeBatches } from "./decode-batches.ts";
import { type FetchedPartition, fetchRequest } from "./fetch-request.ts";
import { offsetsAt } from "./list-offsets.ts";
import { retrying } from "./retry.ts";

/** Of one partition's share of an answer; grows where a single batch is larger. */
const partitionBytes = 1_048_576;
const partitionBytesMax = 64 * partitionBytes;
const answerBytesMax = 16 * partitionBytes;

/** Where the reader stands in a partition. */
interface Place extends TopicPartition {
  offset: bigint;
  /** Not behind `offset` alone: what was last told of the partition's end. */
  highWatermark: bigint | undefined;
  maxBytes: number;
  /** Node that is asked; undefined while it has to be found (again). */
  leader: number | undefined;
  /** Since when it has not been readable, ms on the process's clock. */
  failingSince: number | undefined;
}

/** Reads given partitions from given offsets, with one fetch under way per leader. */
export class FetchReader implements LogReader {
  readonly #cluster: Cluster;
  readonly #connections: Connections;
  readonly #options: ReaderOptions;
  readonly #places: readonly Place[];
  readonly #asking = new Set<number>();
  readonly #closing = new AbortController();
  #finding = false;
  /** Calls to `onBatches` come one after another, whichever leader they are from. */
  #delivery: Promise<void> = Promise.resolve();

  private constructor(cluster: Cluster, options: ReaderOptions, places: readonly Place[]) {
    this.#cluster = cluster;
    this.#connections = cluster.connections();
    this.#options = options;
    this.#places = places;
  }

  /** Resolves when every start is resolved to an offset; "latest" is the end as of then. */
  static async open(cluster: Cluster, options: ReaderOptions): Promise<FetchReader> {
    const committed = options.isolation === "read_committed";
    const { recoverForMs } = cluster.settings;
    const starts = new Map<TopicPartition, bigint>();
    for (const at of ["earliest", "latest"] as const) {
      const asked = options.from.filter(({ start }) => start === at);
      const found = await retrying(() => offsetsAt(cluster, asked, at, committed), { forMs: recoverForMs });
      asked.forEach((each, i) => {
        starts.set(each, found[i] ?? 0n);
      });
    }
    const places = options.from.map((each): Place => {
      const { topic, partition, start } = each;
      const offset = typeof start === "bigint" ? start : (starts.get(each) ?? 0n);
      const maxBytes = partitionBytes;
      return {
        topic,
        partition,
        offset,
        highWatermark: undefined,
        maxBytes,
        leader: undefined,
        failingSince: undefined,
      };
    });
    const reader = new FetchReader(cluster, options, places);
    void reader.#find();
    return reader;
  }

  /** No call of `onBatches` begins after this. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#connections.close();
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Finds the leaders of the places that have none and sees to it that each leader is being asked. */
  async #find(): Promise<void> {
    if (this.#finding) return;
    this.#finding = true;
    for (let pause = 10; !this.#closed; pause = Math.min(pause * 2, 500)) {
      const lost = this.#places.filter(({ leader }) => leader === undefined);
      if (lost.length === 0) break;
      for (const place of lost) await this.#findLeader(place);
      for (const { leader } of lost) if (leader !== undefined) void this.#ask(leader);
      if (lost.some(({ leader }) => leader === undefined)) await this.#pause(pause);
    }
    this.#finding = false;
  }

  async #findLeader(place: Place): Promise<void> {
    try {
      place.leader = await this.#cluster.leader(place);
    } catch (error) {
      if (isRetriable(error)) this.#lose(place, error as Error);
      else this.#fail(error);
    }
  }

  /** Fetches from a leader for as long as any place is led by it. */
  async #ask(leader: number): Promise<void> {
    if (this.#asking.has(leader)) return;
    this.#asking.add(leader);
    try {
      for (let pause = 10; !this.#closed; ) {
        const places = this.#places.filter((place) => place.leader === leader);
        if (places.length === 0) break;
        try {
          await this.#deliver(await this.#fetch(leader, places));
          pause = 10;
        } catch (error) {
          if (!isRetriable(error)) throw error;
          for (const place of places) this.#lose(place, error as Error);
          await this.#pause(pause);
          pause = Math.min(pause * 2, 500);
        }
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#asking.delete(leader);
    }
    if (!this.#closed) void this.#find();
  }

  async #fetch(leader: number, places: readonly Place[]): Promise<LogBatch[]> {
    const { maxWaitMs = 250, isolation } = this.#options;
    const committed = isolation === "read_committed";
    const partitions = places.map(({ topic, partition, offset, maxBytes }) => ({ topic, partition, offset, maxBytes }));
    const request = fetchRequest({ maxWaitMs, maxBytes: answerBytesMax, committed, partitions });
    const connection = await this.#connections.to(leader);
    const { requestTimeoutMs } = this.#cluster.settings;
    const answer = await connection.request(request, { timeoutMs: maxWaitMs + requestTimeoutMs });
    const byName = new Map(places.map((place) => [`${place.topic} ${place.partition}`, place]));
    const batches: LogBatch[] = [];
    for (const fetched of answer) {
      const place = byName.get(`${fetched.topic} ${fetched.partition}`);
      const batch = place === undefined ? undefined : await this.#take(place, fetched, committed);
      if (batch !== undefined) batches.push(batch);
    }
    return batches;
  }

  /** Moves a place on by what was fetched of it; undefined where there is nothing to tell. */
  async #take(place: Place, fetched: FetchedPartition, committed: boolean): Promise<LogBatch | undefined> {
    const { topic, partition, errorCode, highWatermark, lastStableOffset, aborted, batches } = fetched;
    if (errorCode !== 0) {
      await this.#takeError(place, new BrokerError(errorCode, `fetch ${topic} ${partition}`));
      return undefined;
    }
    place.failingSince = undefined;
    const { records, nextOffset } = decodeBatches(batches, place.offset, committed ? aborted : undefined);
    if (nextOffset > place.offset) place.maxBytes = partitionBytes;
    else if (place.offset < (committed ? lastStableOffset : highWatermark)) {
      // there is more, yet nothing came: the next batch does not fit into its share
      place.maxBytes = Math.min(place.maxBytes * 2, partitionBytesMax);
    }
    if (nextOffset === place.offset && highWatermark === place.highWatermark) return undefined;
    place.offset = nextOffset;
    place.highWatermark = highWatermark;
    return { topic, partition, records, nextOffset, highWatermark };
  }

  async #takeError(place: Place, error: BrokerError): Promise<void> {
    if (error.is("OFFSET_OUT_OF_RANGE")) throw await this.#outOfRange(place);
    if (!error.retriable) throw error;
    this.#lose(place, error);
  }

  /** Says what became of the offset: expired, or never written in this topic. */
  async #outOfRange(place: Place): Promise<Error> {
    const name = `${place.topic} ${place.partition}`;
    const [low = 0n] = await offsetsAt(this.#cluster, [place], "earliest", false);
    const [high = 0n] = await offsetsAt(this.#cluster, [place], "latest", false);
    if (place.offset > high) {
      const what = `${name} ends at ${high}, before offset ${place.offset}: the topic was made anew or lost records`;
      return new StreamsError("POSITION_LOST", what);
    }
    const what = `offset ${place.offset} of ${name} has expired: the log begins at ${low}; read on from "earliest"`;
    return new StreamsError("READER_STALLED", what);
  }

  /** The place's leader has to be found again; gives the reader up where that has been so for too long. */
  #lose(place: Place, error: Error): void {
    const { recoverForMs } = this.#cluster.settings;
    const now = performance.now();
    this.#cluster.forget(place.topic);
    place.leader = undefined;
    place.failingSince ??= now;
    if (now - place.failingSince > recoverForMs) {
      const what = `${place.topic} ${place.partition} could not be read for ${recoverForMs} ms: ${error.message}`;
      this.#fail(new StreamsError("READER_STALLED", what, { cause: error }));
    } else void this.#find();
  }

  async #deliver(batches: readonly LogBatch[]): Promise<void> {
    if (batches.length === 0) return;
    const delivery = this.#delivery.then(() => (this.#closed ? undefined : this.#options.onBatches(batches)));
    this.#delivery = delivery.catch(() => {});
    await delivery;
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    void this.close();
    if (!(error instanceof ClientClosed)) {
      this.#options.onFailure(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#closing.signal }).catch(() => {});
  }
}
