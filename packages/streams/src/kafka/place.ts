import { StreamsError } from "../error.ts";
import type { LogBatch, TopicPartition } from "../log-client.ts";
import { BrokerError } from "./broker-error.ts";
import { type DecodedBatches, decodeBatches, nextOffsetOf } from "./decode-batches.ts";
import type { FetchedPartition } from "./fetch-request.ts";

/** Of one partition's share of an answer; grows where a single batch is larger. */
const shareBytes = 1_048_576;
const shareBytesMax = 64 * shareBytes;

/** Where a reader stands in one partition. */
export class Place implements TopicPartition {
  readonly topic: string;
  readonly partition: number;
  /** Offset to read next. */
  offset: bigint;
  /** Bytes to ask for. */
  maxBytes = shareBytes;
  /** Node that is asked; undefined while it has to be found (again). */
  leader: number | undefined;
  /** Since when it could not be read, ms on the process's clock. */
  failingSince: number | undefined;
  readonly #committed: boolean;
  /** End that was last told. */
  #highWatermark: bigint | undefined;

  constructor({ topic, partition }: TopicPartition, offset: bigint, committed: boolean) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.#committed = committed;
  }

  /**
   * Moves on by what was fetched, so that more can be asked for before this is decoded, which what it returns does;
   * undefined where there is nothing to tell. Throws what the broker refused it with.
   */
  take(fetched: FetchedPartition): (() => LogBatch) | undefined {
    const { topic, partition } = this;
    if (fetched.errorCode !== 0) throw new BrokerError(fetched.errorCode, `fetch ${topic} ${partition}`);
    this.failingSince = undefined;
    const { highWatermark, lastStableOffset } = fetched;
    const { offset } = this;
    const nextOffset = nextOffsetOf(fetched.batches, offset);
    if (nextOffset > offset) this.maxBytes = shareBytes;
    else if (offset < (this.#committed ? lastStableOffset : highWatermark)) {
      // there is more, yet nothing came: the next batch does not fit into its share
      this.maxBytes = Math.min(this.maxBytes * 2, shareBytesMax);
    }
    if (nextOffset === offset && highWatermark === this.#highWatermark) return undefined;
    this.offset = nextOffset;
    this.#highWatermark = highWatermark;
    return () => ({ topic, partition, ...this.#decode(fetched, offset), highWatermark });
  }

  /** Why the log does not hold the offset, as an error: it has expired, or was never written in this topic. */
  outOfRange(low: bigint, high: bigint): StreamsError {
    const name = `${this.topic} ${this.partition}`;
    if (this.offset > high) {
      const what = `${name} ends at ${high}, before offset ${this.offset}: the topic was made anew or lost records`;
      return new StreamsError("POSITION_LOST", what);
    }
    const what = `offset ${this.offset} of ${name} has expired: the log begins at ${low}; read on from "earliest"`;
    return new StreamsError("READER_STALLED", what);
  }

  #decode({ batches, aborted }: FetchedPartition, offset: bigint): DecodedBatches {
    try {
      return decodeBatches(batches, offset, this.#committed ? aborted : undefined);
    } catch (cause) {
      const what = cause instanceof Error ? cause.message : String(cause);
      throw new StreamsError("UNDECODABLE", `${this.topic} ${this.partition}: ${what}`, { cause });
    }
  }
}
