import type { TopicPartition } from "../log-client.ts";
import type { AbortedTransaction } from "./aborted-ranges.ts";
import { BrokerError } from "./broker-error.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import type { Api } from "./protocol.ts";

export interface FetchRequest {
  /** Longest wait where nothing is there, ms. */
  readonly maxWaitMs: number;
  /** Of the whole answer; the first batch comes whole even where it is larger. */
  readonly maxBytes: number;
  readonly committed: boolean;
  /** Asked for in this order. */
  readonly partitions: readonly (TopicPartition & { readonly offset: bigint; readonly maxBytes: number })[];
}

export interface FetchedPartition extends TopicPartition {
  readonly errorCode: number;
  readonly highWatermark: bigint;
  readonly lastStableOffset: bigint;
  readonly aborted: readonly AbortedTransaction[];
  /** Record batches, the last one perhaps cut off. */
  readonly batches: Buffer;
}

/** Fetch, version 11, without a session. kafkajs's own shuffles the partitions and hides the batches. */
export function fetchRequest(request: FetchRequest): Api<readonly FetchedPartition[]> {
  return () => ({
    apiKey: 1,
    apiVersion: 11,
    apiName: "Fetch",
    encode: () => encode(request),
    decode,
  });
}

function encode({ maxWaitMs, maxBytes, committed, partitions }: FetchRequest): Buffer {
  const writer = new ByteWriter(64 + partitions.length * 80)
    .int32(-1)
    .int32(maxWaitMs)
    .int32(1)
    .int32(maxBytes)
    .int8(committed ? 1 : 0)
    .int32(0)
    .int32(-1);
  writer.array(runsOfTopics(partitions), (run) => {
    writer.string(run[0]?.topic ?? "").array(run, ({ partition, offset, maxBytes }) => {
      writer.int32(partition).int32(-1).int64(offset).int64(-1n).int32(maxBytes);
    });
  });
  return writer.int32(0).string("").written;
}

function decode(answer: Buffer): FetchedPartition[] {
  const reader = new ByteReader(answer);
  reader.int32();
  const errorCode = reader.int16();
  if (errorCode !== 0) throw new BrokerError(errorCode, "fetch");
  reader.int32();
  return reader
    .array(() => {
      const topic = reader.string();
      return reader.array((): FetchedPartition => {
        const head = { topic, partition: reader.int32(), errorCode: reader.int16() };
        const [highWatermark, lastStableOffset] = [reader.int64(), reader.int64()];
        reader.int64();
        const aborted = reader.array(() => ({ producerId: reader.int64(), firstOffset: reader.int64() }));
        reader.int32();
        const batches = reader.slice(Math.max(0, reader.int32()));
        return { ...head, highWatermark, lastStableOffset, aborted, batches };
      });
    })
    .flat();
}

/** Neighbours of the same topic together, the order kept. */
export function runsOfTopics<T extends { readonly topic: string }>(partitions: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const each of partitions) {
    const last = runs.at(-1);
    if (last?.[0]?.topic === each.topic) last.push(each);
    else runs.push([each]);
  }
  return runs;
}
