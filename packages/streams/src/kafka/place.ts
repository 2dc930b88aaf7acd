import { StreamsError } from "../error.ts";
import type { LogBatch, ReaderOptions, TopicPartition } from "../log-client.ts";
import { BrokerError } from "./broker-error.ts";
import { decodeBatches, nextOffsetOf } from "./decode-batches.ts";
import type { FetchedPartition } from "./fetch-request.ts";

/** A share of an answer, if not given otherwise; grows where a single batch is larger. */
const usualBytes = 262_144;
const mostBytes = 67_108_864;

/** Where a reader stands in one partition. */
export class Place implements TopicPartition {
  readonly topic: string;
  readonly partition: number;
  /** Offset to read next. */
  offset: bigint;
  /** Bytes to ask for. */
  maxBytes: number;
  /** Node that is asked; undefined while it has to be found (again). */
  leader: number | undefined;
  /** Since when it could not be read, ms on the process's clock. */
  failingSince: number | undefined;
  readonly #committed: boolean;
  readonly #shareBytes: number;
  readonly #handsOutDamaged: boolean;
  /** Offset of a batch that could not be read when it was last fetched. */
  #damagedAt: bigint | undefined;
  /** End that was last told. */
  #highWatermark: bigint | undefined;

  constructor(
    { topic, partition }: TopicPartition,
    offset: bigint,
    { isolation, damaged, shareBytes = usualBytes }: Pick<ReaderOptions, "isolation" | "damaged" | "shareBytes">,
  ) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.#shareBytes = shareBytes;
    this.maxBytes = shareBytes;
    this.#committed = isolation === "read_committed";
    this.#handsOutDamaged = damaged === "hand out";
  }

  /**
   * Moves on by what was fetched, so that more can be asked for before this is decoded, which what it returns does;
   * undefined where there is nothing to tell. `asked` is the offset that this answers. Throws what the broker refused it with.
   */
  take(fetched: FetchedPartition, asked: bigint): (() => LogBatch) | undefined {
    const { topic, partition } = this;
    // it went back since, to a batch that could not be read
    if (asked !== this.offset) return undefined;
    if (fetched.errorCode !== 0) throw new BrokerError(fetched.errorCode, `fetch ${topic} ${partition}`);
    this.failingSince = undefined;
    const { highWatermark, lastStableOffset } = fetched;
    const { offset } = this;
    const nextOffset = nextOffsetOf(fetched.batches, offset);
    if (nextOffset > offset) this.maxBytes = this.#shareBytes;
    else if (offset < (this.#committed ? lastStableOffset : highWatermark)) {
      // there is more, yet nothing came: the next batch does not fit into its share
      this.maxBytes = Math.min(this.maxBytes * 2, mostBytes);
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

  /** Throws UNDECODABLE where a batch cannot be read and is not to be handed out. */
  #decode(
    { batches, aborted, highWatermark }: FetchedPartition,
    offset: bigint,
  ): Pick<LogBatch, "records" | "nextOffset"> {
    const { records, nextOffset, damaged } = decodeBatches(batches, offset, this.#committed ? aborted : undefined);
    if (damaged === undefined) return { records, nextOffset };
    if (this.#damagedAt !== nextOffset) {
      // it may have been damaged on its way: fetched once more, it may be well
      this.#damagedAt = nextOffset;
      this.offset = nextOffset;
      return { records, nextOffset };
    }
    const { lastOffset, why, bytes } = damaged;
    if (!this.#handsOutDamaged || lastOffset === undefined || lastOffset < nextOffset || lastOffset >= highWatermark) {
      throw new StreamsError("UNDECODABLE", `${this.topic} ${this.partition}: ${why}`);
    }
    this.offset = lastOffset + 1n;
    // the time of a batch that cannot be read is not known either
    const record = { offset: nextOffset, key: null, value: bytes, timestamp: 0, headers: {} };
    return { records: [...records, { ...record, damaged: { lastOffset, why } }], nextOffset: this.offset };
  }
}
