import type { TopicPartition } from "../log-client.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { encoded } from "./encoded.ts";
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
    request: { apiKey: 0, apiVersion: 7, apiName: "Produce", encode: async () => encoded(encode(request)) },
    response: { decode: async (answer) => answer, parse: async (answer: Buffer) => decode(answer) },
  });
}

function encode({ transactionalId, timeoutMs, batches }: ProduceRequest): Buffer {
  const topics = Map.groupBy(batches, ({ topic }) => topic);
  const size = batches.reduce((sum, { topic, bytes }) => sum + 20 + topic.length + bytes.length, 64);
  const writer = new ByteWriter(size).string(transactionalId).int16(-1).int32(timeoutMs);
  writer.array([...topics], ([topic, partitions]) => {
    writer.string(topic).array(partitions, ({ partition, bytes }) => {
      writer.int32(partition).int32(bytes.length).raw(bytes);
    });
  });
  return writer.written;
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
