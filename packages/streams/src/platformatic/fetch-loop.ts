import { setTimeout as sleep } from "node:timers/promises";
import { type ConnectionPool, fetchV12 } from "@platformatic/kafka";
import { StreamsError } from "../error.ts";
import { BrokerError, ClientClosed, ConnectionLost, check, isRetriable } from "../kafka/broker-error.ts";
import { retrying } from "../kafka/retry.ts";
import type { LogBatch, LogReader, ReaderOptions, TopicPartition } from "../log-client.ts";
import type { Brokers } from "./brokers.ts";
import { answered, failureOf } from "./failure.ts";
import { decode } from "./fetched-partition.ts";
import { offsetsAt } from "./list-offsets.ts";

/** Of one answer, and of one partition's share of it; a share grows where a single batch is larger. */
const answerBytes = 16_777_216;
const shareBytes = 1_048_576;
const shareBytesMax = 64 * shareBytes;

interface Place extends TopicPartition {
  /** Offset to read next. */
  offset: bigint;
  shareBytes: number;
  /** Node that is asked; undefined while it has to be found (again). */
  leader?: number | undefined;
  /** End that was last told. */
  highWatermark?: bigint;
  /** Since when it could not be read, ms on the process's clock. */
  failingSince?: number | undefined;
}

/** Reads given partitions from given offsets, with one fetch under way per leader. */
export class FetchLoop implements LogReader {
  readonly #brokers: Brokers;
  readonly #pool: ConnectionPool;
  readonly #options: ReaderOptions;
  readonly #maxWaitMs: number;
  readonly #places: readonly Place[];
  /** Leaders that are being asked. */
  readonly #reading = new Set<number>();
  #finding = false;
  readonly #closing = new AbortController();
  /** Calls of `onBatches` come one after another, whichever leader they are from. */
  #delivery: Promise<void> = Promise.resolve();

  private constructor(brokers: Brokers, options: ReaderOptions, places: readonly Place[]) {
    this.#brokers = brokers;
    this.#places = places;
    this.#options = options;
    this.#maxWaitMs = options.maxWaitMs ?? 250;
    this.#pool = brokers.pool(this.#maxWaitMs + brokers.settings.requestTimeoutMs);
  }

  /** Resolves when every start has become an offset; "latest" is the end as of then. */
  static async open(brokers: Brokers, options: ReaderOptions): Promise<FetchLoop> {
    const starts = new Map<TopicPartition, bigint>();
    for (const at of ["earliest", "latest"] as const) {
      const asked = options.from.filter(({ start }) => start === at);
      const ask = () => offsetsAt(brokers, asked, at, options.isolation === "read_committed");
      const found = await retrying(ask, { forMs: brokers.settings.openForMs });
      for (const [i, each] of asked.entries()) starts.set(each, found[i] ?? 0n);
    }
    const places = options.from.map((each): Place => {
      const { topic, partition, start } = each;
      return { topic, partition, offset: typeof start === "bigint" ? start : (starts.get(each) ?? 0n), shareBytes };
    });
    const loop = new FetchLoop(brokers, options, places);
    void loop.#find();
    return loop;
  }

  /** No call of `onBatches` begins after this; one that is under way is not waited for. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#brokers.release(this.#pool);
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Finds the leaders of the places that have none, and sees to it that each is being read. */
  async #find(): Promise<void> {
    if (this.#finding) return;
    this.#finding = true;
    while (!this.#closed) {
      const lost = this.#places.filter(({ leader }) => leader === undefined);
      if (lost.length === 0) break;
      if (lost.some(({ failingSince }) => failingSince !== undefined)) await this.#pause(lost);
      for (const place of lost) {
        try {
          place.leader = await this.#brokers.leader(place);
          void this.#read(place.leader);
        } catch (error) {
          this.#lose(place, error as Error);
        }
      }
    }
    this.#finding = false;
  }

  /** Fetches from a leader for as long as any place is led by it. */
  async #read(leader: number): Promise<void> {
    if (this.#reading.has(leader)) return;
    this.#reading.add(leader);
    // places that are found together are asked for together
    await null;
    while (!this.#closed) {
      const places = this.#places.filter((place) => place.leader === leader);
      if (places.length === 0) break;
      await this.#fetch(leader, places);
    }
    this.#reading.delete(leader);
    void this.#find();
  }

  async #fetch(leader: number, places: readonly Place[]): Promise<void> {
    let answer: fetchV12.FetchResponse;
    try {
      answer = await this.#ask(leader, places);
    } catch (error) {
      for (const place of places) this.#lose(place, error as Error);
      return;
    }
    const batches: LogBatch[] = [];
    for (const { topicId: topic, partitions } of answer.responses) {
      for (const fetched of partitions) {
        const place = places.find((each) => each.topic === topic && each.partition === fetched.partitionIndex);
        const batch = place && (await this.#take(place, fetched));
        if (batch !== undefined) batches.push(batch);
      }
    }
    await this.#deliver(batches);
  }

  #ask(leader: number, places: readonly Place[]): Promise<fetchV12.FetchResponse> {
    const topics = [...Map.groupBy(places, ({ topic }) => topic)].map(([topicId, ofTopic]) => ({
      topicId,
      partitions: ofTopic.map(({ partition, offset, shareBytes }) => ({
        partition,
        currentLeaderEpoch: -1,
        fetchOffset: offset,
        lastFetchedEpoch: -1,
        partitionMaxBytes: shareBytes,
      })),
    }));
    const isolation = this.#options.isolation === "read_committed" ? 1 : 0;
    return this.#brokers.ask(
      leader,
      "fetch",
      async (connection) => {
        // session epoch -1: none
        const asking = fetchV12.api.async(
          connection,
          this.#maxWaitMs,
          1,
          answerBytes,
          isolation,
          0,
          -1,
          topics,
          [],
          "",
        );
        const answer = await answered(asking).catch(undecodable);
        check(answer.errorCode, "fetch");
        return answer;
      },
      this.#pool,
    );
  }

  async #take(place: Place, fetched: fetchV12.FetchResponsePartition): Promise<LogBatch | undefined> {
    const { topic, partition, offset } = place;
    const { errorCode, highWatermark, lastStableOffset } = fetched;
    if (errorCode !== 0) {
      const error = new BrokerError(errorCode, `fetch ${topic} ${partition}`);
      this.#lose(place, error.is("OFFSET_OUT_OF_RANGE") ? await this.#outOfRange(place) : error);
      return undefined;
    }
    place.failingSince = undefined;
    const committed = this.#options.isolation === "read_committed";
    const { records, nextOffset } = decode(fetched, offset, committed);
    const more = offset < (committed ? lastStableOffset : highWatermark);
    // there is more, yet nothing came: the next batch does not fit into its share
    place.shareBytes = nextOffset === offset && more ? Math.min(place.shareBytes * 2, shareBytesMax) : shareBytes;
    if (nextOffset === offset && highWatermark === place.highWatermark) return undefined;
    place.offset = nextOffset;
    place.highWatermark = highWatermark;
    return { topic, partition, records, nextOffset, highWatermark };
  }

  async #outOfRange(place: Place): Promise<Error> {
    const name = `${place.topic} ${place.partition}`;
    try {
      const [low = 0n] = await offsetsAt(this.#brokers, [place], "earliest", false);
      const [high = 0n] = await offsetsAt(this.#brokers, [place], "latest", false);
      if (place.offset > high) {
        const what = `${name} ends at ${high}, before offset ${place.offset}: the topic was made anew or lost records`;
        return new StreamsError("POSITION_LOST", what);
      }
      // a leader that was just elected may not know yet how far it goes
      if (place.offset >= low) return new ConnectionLost(name, new Error("the offset was out of range"));
      const what = `offset ${place.offset} of ${name} has expired: the log begins at ${low}; read on from "earliest"`;
      return new StreamsError("READER_STALLED", what);
    } catch (error) {
      return error as Error;
    }
  }

  /** The place's leader has to be found again; gives the reader up where time does not heal it, or has not. */
  #lose(place: Place, error: Error): void {
    const { recoverForMs } = this.#brokers.settings;
    const now = performance.now();
    this.#brokers.forget(place.topic);
    place.leader = undefined;
    place.failingSince ??= now;
    if (!isRetriable(error)) this.#fail(error);
    else if (now - place.failingSince > recoverForMs) {
      const what = `${place.topic} ${place.partition} could not be read for ${recoverForMs} ms: ${error.message}`;
      this.#fail(new StreamsError("READER_STALLED", what, { cause: error }));
    } else void this.#find();
  }

  async #deliver(batches: readonly LogBatch[]): Promise<void> {
    if (batches.length === 0) return;
    this.#delivery = this.#delivery.then(async () => {
      try {
        if (!this.#closed) await this.#options.onBatches(batches);
      } catch (error) {
        this.#fail(error as Error);
      }
    });
    await this.#delivery;
  }

  #fail(error: Error): void {
    if (this.#closed) return;
    void this.close();
    if (!(error instanceof ClientClosed)) this.#options.onFailure(error);
  }

  /** The longer it has not worked, the longer it waits: from 10 to 500 ms. */
  async #pause(places: readonly Place[]): Promise<void> {
    const now = performance.now();
    const failing = Math.max(...places.map(({ failingSince = now }) => now - failingSince));
    const ms = Math.min(Math.max(failing / 4, 10), 500);
    await sleep(ms, undefined, { signal: this.#closing.signal }).catch(() => {});
  }
}

/** What is neither refused nor lost could not be read: the package decodes records while it reads the answer. */
function undecodable(cause: unknown): never {
  const failure = failureOf(cause, "fetch");
  if (failure !== cause) throw cause;
  throw new StreamsError("UNDECODABLE", `what a fetch brought cannot be read: ${failure.message}`, { cause });
}
