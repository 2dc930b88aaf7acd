import type { TopicPartition } from "../log-client.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import type { Api } from "./protocol.ts";

/** One record batch a partition; no partition twice. */
export interface ProduceRequest {
  readonly transactionalId: string | null;
  /** Longest wait for the replicas, ms. */
  readonly timeoutMs: number;
  readonly batches: readonly (TopicPartition & { readonly bytes: Buffer })[];
}

export type ProduceAnswer = readonly (TopicPartition & { readonly errorCode: number })[];

/** Produce, version 7, acknowledged by all replicas in sync. */
export function produceRequest(request: ProduceRequest): Api<ProduceAnswer> {
  return () => ({
    apiKey: 0,
    apiVersion: 7,
    apiName: "Produce",
    encode: () => encode(request),
    decode,
  });
}

/** Batches go to the socket as they are: they are most of the bytes. */
function encode({ transactionalId, timeoutMs, batches }: ProduceRequest): Buffer[] {
  const pieces: Buffer[] = [];
  const topics = Map.groupBy(batches, ({ topic }) => topic);
  let between = new ByteWriter(64).string(transactionalId).int16(-1).int32(timeoutMs).int32(topics.size);
  for (const [topic, partitions] of topics) {
    between.string(topic).int32(partitions.length);
    for (const { partition, bytes } of partitions) {
      pieces.push(between.int32(partition).int32(bytes.length).written, bytes);
      between = new ByteWriter(64);
    }
  }
  return pieces;
}

function decode(answer: Buffer): ProduceAnswer {
  const reader = new ByteReader(answer);
  return reader
    .array(() => {
      const topic = reader.string();
      return reader.array(() => {
        const each = { topic, partition: reader.int32(), errorCode: reader.int16() };
        reader.slice(24);
        return each;
      });
    })
    .flat();
}
