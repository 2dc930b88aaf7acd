import { setTimeout as sleep } from "node:timers/promises";
import { StreamsError } from "../error.ts";
import type { LogBatch, LogReader, ReaderOptions, TopicPartition } from "../log-client.ts";
import { BrokerError, ClientClosed, isRetriable } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { type FetchedPartition, fetchRequest } from "./fetch-request.ts";
import { offsetsAt } from "./list-offsets.ts";
import { Place } from "./place.ts";
import { retrying } from "./retry.ts";

/** Of one answer; its first batch comes whole even where it is larger. */
const answerBytesMax = 16_777_216;

type Answer = [place: Place, fetched: FetchedPartition, asked: bigint][];

/** Reads given partitions from given offsets, with one fetch under way per leader. */
export class FetchReader implements LogReader {
  readonly #cluster: Cluster;
  readonly #connections: Connections;
  readonly #options: ReaderOptions;
  readonly #places: readonly Place[];
  /** Leaders that are being asked. */
  readonly #asking = new Set<number>();
  readonly #closing = new AbortController();
  #finding = false;
  /** Calls of `onBatches` come one after another, whichever leader they are from. */
  #delivery: Promise<void> = Promise.resolve();

  private constructor(cluster: Cluster, options: ReaderOptions, places: readonly Place[]) {
    this.#cluster = cluster;
    this.#connections = cluster.connections();
    this.#options = options;
    this.#places = places;
  }

  /** Resolves when every start has become an offset; "latest" is the end as of then. */
  static async open(cluster: Cluster, options: ReaderOptions): Promise<FetchReader> {
    const committed = options.isolation === "read_committed";
    const starts = new Map<TopicPartition, bigint>();
    for (const at of ["earliest", "latest"] as const) {
      const asked = options.from.filter(({ start }) => start === at);
      const ask = () => offsetsAt(cluster, asked, at, committed);
      const found = await retrying(ask, { forMs: cluster.settings.openForMs });
      asked.forEach((each, i) => {
        starts.set(each, found[i] ?? 0n);
      });
    }
    const places = options.from.map((each) => {
      const offset = typeof each.start === "bigint" ? each.start : (starts.get(each) ?? 0n);
      return new Place(each, offset, options);
    });
    const reader = new FetchReader(cluster, options, places);
    void reader.#find();
    return reader;
  }

  /** No call of `onBatches` begins after this; one that is under way is not waited for. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#connections.close();
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Finds the leaders of the places that have none, and sees to it that each is being asked. */
  async #find(): Promise<void> {
    if (this.#finding) return;
    this.#finding = true;
    while (!this.#closed) {
      const lost = this.#places.filter(({ leader }) => leader === undefined);
      if (lost.length === 0) break;
      if (lost.some(({ failingSince }) => failingSince !== undefined)) await this.#pause(lost);
      for (const place of lost) await this.#findLeader(place);
      for (const { leader } of lost) if (leader !== undefined) void this.#ask(leader);
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

  /** Fetches from a leader for as long as any place is led by it: one answer is decoded while the next is on its way. */
  async #ask(leader: number): Promise<void> {
    if (this.#asking.has(leader)) return;
    this.#asking.add(leader);
    let ahead: Promise<Answer> | undefined;
    while (!this.#closed) {
      ahead ??= this.#fetch(leader);
      if (ahead === undefined) break;
      const taken: (() => LogBatch)[] = [];
      for (const [place, fetched, asked] of await ahead) {
        const decode = await this.#take(place, fetched, asked);
        if (decode !== undefined) taken.push(decode);
      }
      ahead = this.#closed ? undefined : this.#fetch(leader);
      await this.#deliver(taken);
    }
    this.#asking.delete(leader);
    void this.#find();
  }

  /** Undefined where it leads no place. Empty where it did not answer; its places are then lost. */
  #fetch(leader: number): Promise<Answer> | undefined {
    const places = this.#places.filter((place) => place.leader === leader);
    return places.length === 0 ? undefined : this.#request(leader, places);
  }

  async #request(leader: number, places: readonly Place[]): Promise<Answer> {
    const { maxWaitMs = 250, isolation } = this.#options;
    const asked = new Map(places.map((place) => [place, place.offset]));
    const request = fetchRequest({
      maxWaitMs,
      maxBytes: answerBytesMax,
      committed: isolation === "read_committed",
      partitions: places,
    });
    try {
      const connection = await this.#connections.to(leader);
      const timeoutMs = maxWaitMs + this.#cluster.settings.requestTimeoutMs;
      const answer = await connection.request(request, { timeoutMs });
      return answer.flatMap((fetched): Answer => {
        const at = places.find(({ topic, partition }) => topic === fetched.topic && partition === fetched.partition);
        return at === undefined ? [] : [[at, fetched, asked.get(at) ?? at.offset]];
      });
    } catch (error) {
      if (!isRetriable(error)) this.#fail(error);
      for (const place of places) this.#lose(place, error as Error);
      return [];
    }
  }

  async #take(place: Place, fetched: FetchedPartition, asked: bigint): Promise<(() => LogBatch) | undefined> {
    try {
      return place.take(fetched, asked);
    } catch (error) {
      if (error instanceof BrokerError && error.is("OFFSET_OUT_OF_RANGE")) await this.#outOfRange(place);
      else if (isRetriable(error)) this.#lose(place, error as Error);
      else this.#fail(error);
      return undefined;
    }
  }

  async #outOfRange(place: Place): Promise<void> {
    try {
      const [low = 0n] = await offsetsAt(this.#cluster, [place], "earliest", false);
      const [high = 0n] = await offsetsAt(this.#cluster, [place], "latest", false);
      // a leader that was just elected may not know yet how far it goes
      if (low <= place.offset && place.offset <= high) this.#lose(place, new Error("the offset was out of range"));
      else this.#fail(place.outOfRange(low, high));
    } catch (error) {
      if (isRetriable(error)) this.#lose(place, error as Error);
      else this.#fail(error);
    }
  }

  /** The place's leader has to be found again; gives the reader up where it could not be read for too long. */
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

  async #deliver(taken: readonly (() => LogBatch)[]): Promise<void> {
    if (taken.length === 0) return;
    this.#delivery = this.#delivery.then(async () => {
      try {
        if (!this.#closed) await this.#options.onBatches(taken.map((decode) => decode()));
      } catch (error) {
        this.#fail(error);
      }
    });
    await this.#delivery;
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    void this.close();
    if (error instanceof ClientClosed) return;
    this.#options.onFailure(error instanceof Error ? error : new Error(String(error)));
  }

  /** The longer it has not worked, the longer it waits: from 10 to 500 ms. */
  async #pause(places: readonly Place[]): Promise<void> {
    const now = performance.now();
    const failing = Math.max(...places.map(({ failingSince = now }) => now - failingSince));
    const ms = Math.min(Math.max(failing / 4, 10), 500);
    await sleep(ms, undefined, { signal: this.#closing.signal }).catch(() => {});
  }
}
