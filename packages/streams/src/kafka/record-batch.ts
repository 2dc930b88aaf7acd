/**
 * Layout of a record batch, format 2, the only one since Kafka 0.11 (apache/kafka, DefaultRecordBatch.java):
 *
 *   base offset 8 | length of the rest 4 | leader epoch 4 | magic 1 | CRC-32C of the rest 4 | attributes 2 |
 *   last offset delta 4 | base timestamp 8 | max timestamp 8 | producer id 8 | epoch 2 | base sequence 4 | count 4 | records
 *
 * A record, lengths and deltas as zigzag varints:
 *
 *   length | attributes 1 | timestamp delta | offset delta | key length, key | value length, value | headers
 */
export const offsets = {
  length: 8,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  count: 57,
  records: 61,
} as const;

/** Bytes before those that the length counts. */
export const lengthEnd = 12;

export const attributes = {
  compression: 0x07,
  appendTime: 0x08,
  transactional: 0x10,
  control: 0x20,
} as const;

/** A producer as the broker knows it. The epoch grows with each owner of a transactional id. */
export interface ProducerIdentity {
  readonly producerId: bigint;
  readonly producerEpoch: number;
}
