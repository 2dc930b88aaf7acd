import type { TopicPartition } from "../log-client.ts";
import { flexibleRequest } from "./flexible-request.ts";
import type { Api } from "./protocol.ts";

export interface OffsetFetchAnswer {
  readonly errorCode: number;
  readonly positions: readonly (TopicPartition & {
    readonly errorCode: number;
    /** -1 where nothing was committed. */
    readonly offset: bigint;
    readonly metadata: string;
  })[];
}

/**
 * OffsetFetch, version 7: the first that can ask for stable offsets. A partition that a transaction under way has a
 * position for is then answered with UNSTABLE_OFFSET_COMMIT; otherwise with what was committed before it.
 */
export function offsetFetch(
  group: string,
  partitions: readonly TopicPartition[],
  { stable }: { readonly stable: boolean },
): Api<OffsetFetchAnswer> {
  return flexibleRequest({
    apiKey: 9,
    apiVersion: 7,
    apiName: "OffsetFetch",
    encode: (writer) => {
      writer.compactString(group);
      writer.compactArray([...Map.groupBy(partitions, ({ topic }) => topic)], ([topic, ofTopic]) => {
        writer.compactString(topic).compactArray(ofTopic, ({ partition }) => writer.int32(partition));
        writer.noTaggedFields();
      });
      writer.int8(stable ? 1 : 0).noTaggedFields();
    },
    decode: (reader) => {
      reader.int32();
      const topics = reader.compactArray(() => {
        const topic = reader.compactString();
        const positions = reader.compactArray(() => {
          const [partition, offset] = [reader.int32(), reader.int64()];
          reader.int32();
          const [metadata, errorCode] = [reader.compactString(), reader.int16()];
          reader.taggedFields();
          return { topic, partition, errorCode, offset, metadata };
        });
        reader.taggedFields();
        return positions;
      });
      return { errorCode: reader.int16(), positions: topics.flat() };
    },
  });
}
