import type { HeldPositions } from "../group.ts";
import type { TopicPartition } from "../log-client.ts";
import { flexibleRequest } from "./flexible-request.ts";
import type { Api, Transaction } from "./protocol.ts";

export type TxnOffsetCommitAnswer = readonly (TopicPartition & { readonly errorCode: number })[];

/** -1: not known. Brokers use it to notice a log that was cut; ours is not read from these positions. */
const leaderEpoch = -1;

/**
 * TxnOffsetCommit, version 3: the first that tells the member and its generation, so that the broker refuses a former
 * holder (KIP-447).
 */
export function txnOffsetCommit(
  { transactionalId, producerId, producerEpoch }: Transaction,
  { holding, positions, metadata }: HeldPositions,
): Api<TxnOffsetCommitAnswer> {
  return flexibleRequest({
    apiKey: 28,
    apiVersion: 3,
    apiName: "TxnOffsetCommit",
    encode: (writer) => {
      writer.compactString(transactionalId).compactString(holding.group).int64(producerId).int16(producerEpoch);
      writer.int32(holding.generation).compactString(holding.memberId).compactString(null);
      writer.compactArray([...Map.groupBy(positions, ({ topic }) => topic)], ([topic, partitions]) => {
        writer.compactString(topic).compactArray(partitions, ({ partition, offset }) => {
          writer.int32(partition).int64(offset).int32(leaderEpoch).compactString(metadata).noTaggedFields();
        });
        writer.noTaggedFields();
      });
      writer.noTaggedFields();
    },
    decode: (reader) => {
      reader.int32();
      return reader
        .compactArray(() => {
          const topic = reader.compactString();
          const partitions = reader.compactArray(() => {
            const each = { topic, partition: reader.int32(), errorCode: reader.int16() };
            reader.taggedFields();
            return each;
          });
          reader.taggedFields();
          return partitions;
        })
        .flat();
    },
  });
}
