import type { OutRecord } from "../log-client.ts";
import { ByteWriter } from "./byte-writer.ts";
import { crc32c } from "./crc32c.ts";
import { attributes, lengthEnd, offsets, type ProducerIdentity } from "./record-batch.ts";

/** Encodes records of one partition as a batch, uncompressed. `now`: timestamp of records without one, ms. */
export function encodeBatch(
  records: readonly OutRecord[],
  producer: ProducerIdentity & { readonly transactional: boolean },
  baseSequence: number,
  now: number,
): Buffer {
  let size = offsets.records;
  let max = 0;
  for (const record of records) {
    size += sizeBound(record);
    max = Math.max(max, timestampOf(record, now));
  }
  const base = timestampOf(records[0], now);
  const batch = new ByteWriter(size)
    .int64(0n)
    .int32(0)
    .int32(-1)
    .int8(2)
    .int32(0)
    .int16(producer.transactional ? attributes.transactional : 0)
    .int32(records.length - 1)
    .int64(BigInt(base))
    .int64(BigInt(max))
    .int64(producer.producerId)
    .int16(producer.producerEpoch)
    .int32(baseSequence)
    .int32(records.length);
  records.forEach((record, i) => {
    writeRecord(batch, record, timestampOf(record, now) - base, i);
  });
  const bytes = batch.written;
  bytes.writeInt32BE(bytes.length - lengthEnd, offsets.length);
  bytes.writeUInt32BE(crc32c(bytes, offsets.attributes), offsets.crc);
  return bytes;
}

function timestampOf(record: OutRecord | undefined, now: number): number {
  return Math.floor(record?.timestamp ?? now);
}

function writeRecord(batch: ByteWriter, record: OutRecord, timestampDelta: number, offsetDelta: number): void {
  const { key, value } = record;
  const headers = record.headers === undefined ? [] : Object.entries(record.headers);
  let body = 1 + varlongSize(timestampDelta) + varintSize(offsetDelta) + bytesSize(key) + bytesSize(value);
  body += varintSize(headers.length);
  for (const [name, text] of headers) body += textSize(name) + textSize(text);
  batch.varint(body).int8(0).varlong(timestampDelta).varint(offsetDelta).varBytes(key).varBytes(value);
  batch.varint(headers.length);
  for (const [name, text] of headers) batch.varString(name).varString(text);
}

/** No record takes more bytes than this in a batch. */
export function sizeBound({ key, value, headers }: OutRecord): number {
  let size = 36 + (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) size += 10 + Buffer.byteLength(name) + Buffer.byteLength(headers[name] ?? "");
  return size;
}

/**
 * Cuts the records of a partition into runs that each stay below `limit` bytes as a batch; a record larger than that
 * stands alone, for the broker to judge.
 */
export function splitBySize(records: readonly OutRecord[], limit: number): OutRecord[][] {
  const runs: OutRecord[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const more = sizeBound(record);
    if (size + more > limit) {
      runs.push([]);
      size = offsets.records;
    }
    size += more;
    runs.at(-1)?.push(record);
  }
  return runs;
}

function varintSize(value: number): number {
  const zigzag = ((value << 1) ^ (value >> 31)) >>> 0;
  return zigzag < 0x80 ? 1 : Math.ceil((32 - Math.clz32(zigzag)) / 7);
}

function varlongSize(value: number): number {
  let size = 1;
  for (let rest = value >= 0 ? value * 2 : -value * 2 - 1; rest > 0x7f; rest = Math.floor(rest / 128)) size++;
  return size;
}

function bytesSize(value: Buffer | null): number {
  return value === null ? 1 : varintSize(value.length) + value.length;
}

function textSize(value: string): number {
  const length = Buffer.byteLength(value);
  return varintSize(length) + length;
}
