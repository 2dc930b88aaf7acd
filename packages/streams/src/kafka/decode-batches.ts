import { StreamsError } from "../error.ts";
import type { LogRecord } from "../log-client.ts";
import { AbortedRanges, type AbortedTransaction, isAbortMarker } from "./aborted-ranges.ts";
import { ByteReader } from "./byte-reader.ts";
import { crc32c } from "./crc32c.ts";
import { decompress } from "./decompress.ts";
import { attributes, lengthEnd, offsets } from "./record-batch.ts";

export interface DecodedBatches {
  readonly records: LogRecord[];
  /** Behind the last batch that was there as a whole; the offset asked for where there was none. */
  readonly nextOffset: bigint;
  /** The batch at `nextOffset`, where it cannot be read. */
  readonly damaged: DamagedBatch | undefined;
}

/** A batch whose bytes are damaged, or compressed in a way that Node does not know. */
export interface DamagedBatch {
  /** Its last offset, as far as its header can be believed; undefined where that contradicts itself. */
  readonly lastOffset: bigint | undefined;
  readonly why: string;
  readonly bytes: Buffer;
}

/**
 * Decodes what a fetch brought of one partition. A fetch brings whole batches, from the one that holds the offset asked
 * for, and may cut off the last: records before `fetchOffset` are left out, and so is a batch that is not there as a whole.
 *
 * `aborted` is the list that a read_committed fetch brings along, undefined for read_uncommitted. It stops at a batch that
 * it cannot read.
 */
export function decodeBatches(
  bytes: Buffer,
  fetchOffset: bigint,
  aborted: readonly AbortedTransaction[] | undefined,
): DecodedBatches {
  const records: LogRecord[] = [];
  const ranges = aborted === undefined ? undefined : new AbortedRanges(aborted);
  let nextOffset = fetchOffset;
  for (let start = 0; start + offsets.records <= bytes.length; ) {
    const end = start + lengthEnd + Math.max(0, bytes.readInt32BE(start + offsets.length));
    if (end > bytes.length) break;
    const whole = bytes.subarray(start, end);
    const before = records.length;
    try {
      const batch = openBatch(whole);
      start = end;
      const hidden = ranges?.take(batch, { isAbortMarker: isAbortMarker(batch) }) ?? false;
      if (batch.lastOffset < fetchOffset) continue;
      if (!hidden && !batch.isControl) readRecords(batch, fetchOffset, records);
      nextOffset = batch.lastOffset + 1n;
    } catch (error) {
      records.length = before;
      return { records, nextOffset, damaged: damagedBatch(whole, error) };
    }
  }
  return { records, nextOffset, damaged: undefined };
}

/** What the header of a batch says of its place, though something of the batch is not as it should be. */
function damagedBatch(bytes: Buffer, error: unknown): DamagedBatch {
  const what = error instanceof Error ? error.message : String(error);
  if (bytes.length < offsets.records) return { lastOffset: undefined, why: what, bytes };
  const baseOffset = bytes.readBigInt64BE(0);
  const delta = bytes.readInt32BE(offsets.lastOffsetDelta);
  const count = bytes.readInt32BE(offsets.count);
  const isPlausible = baseOffset >= 0n && delta >= 0 && count >= 0 && count <= delta + 1;
  const why = error instanceof StreamsError ? what : `the record batch at offset ${baseOffset} cannot be read: ${what}`;
  return { lastOffset: isPlausible ? baseOffset + BigInt(delta) : undefined, why, bytes };
}

/** What `nextOffset` of these bytes will be, without a look into any batch. */
export function nextOffsetOf(bytes: Buffer, fetchOffset: bigint): bigint {
  let nextOffset = fetchOffset;
  for (let start = 0; start + offsets.records <= bytes.length; ) {
    const lastOffset = bytes.readBigInt64BE(start) + BigInt(bytes.readInt32BE(start + offsets.lastOffsetDelta));
    const length = bytes.readInt32BE(start + offsets.length);
    if (length < 0) break;
    start += lengthEnd + length;
    if (start <= bytes.length && lastOffset >= fetchOffset) nextOffset = lastOffset + 1n;
  }
  return nextOffset;
}

export interface Batch {
  readonly baseOffset: bigint;
  readonly lastOffset: bigint;
  readonly attributes: number;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly producerId: bigint;
  readonly count: number;
  readonly bytes: Buffer;
}

function openBatch(bytes: Buffer): Batch {
  const baseOffset = bytes.readBigInt64BE(0);
  if (bytes[offsets.magic] !== 2) throw unreadable(baseOffset, `has the format ${bytes[offsets.magic]}`);
  if (crc32c(bytes, offsets.attributes) !== bytes.readUInt32BE(offsets.crc)) {
    throw unreadable(baseOffset, "does not have the checksum that it says");
  }
  const flags = bytes.readInt16BE(offsets.attributes);
  return {
    baseOffset,
    lastOffset: baseOffset + BigInt(bytes.readInt32BE(offsets.lastOffsetDelta)),
    attributes: flags,
    isTransactional: (flags & attributes.transactional) !== 0,
    isControl: (flags & attributes.control) !== 0,
    producerId: bytes.readBigInt64BE(offsets.producerId),
    count: bytes.readInt32BE(offsets.count),
    bytes,
  };
}

function readRecords(batch: Batch, fetchOffset: bigint, into: LogRecord[]): void {
  const baseTimestamp = Number(batch.bytes.readBigInt64BE(offsets.baseTimestamp));
  const appendTime =
    (batch.attributes & attributes.appendTime) === 0
      ? undefined
      : Number(batch.bytes.readBigInt64BE(offsets.maxTimestamp));
  const reader = new ByteReader(recordsOf(batch));
  for (let i = 0; i < batch.count; i++) {
    const end = reader.varint() + reader.position;
    reader.int8();
    const timestampDelta = reader.varlong();
    const offset = batch.baseOffset + BigInt(reader.varint());
    if (offset >= fetchOffset) {
      const key = reader.varBytes();
      const value = reader.varBytes();
      const timestamp = appendTime ?? baseTimestamp + timestampDelta;
      into.push({ offset, key, value, timestamp, headers: readHeaders(reader) });
    }
    reader.position = end;
  }
}

const noHeaders: Readonly<Record<string, string>> = Object.freeze({});

function readHeaders(reader: ByteReader): Readonly<Record<string, string>> {
  const count = reader.varint();
  if (count <= 0) return noHeaders;
  const headers: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    const name = reader.varBytes()?.toString() ?? "";
    const value = reader.varBytes()?.toString() ?? "";
    // An assignment would set the object's prototype, and lose the header.
    if (name === "__proto__") Object.defineProperty(headers, name, { value, enumerable: true, configurable: true });
    else headers[name] = value;
  }
  return headers;
}

function recordsOf(batch: Batch): Buffer {
  const bytes = batch.bytes.subarray(offsets.records);
  const codec = batch.attributes & attributes.compression;
  if (codec === 0) return bytes;
  try {
    return decompress(codec, bytes);
  } catch (cause) {
    throw unreadable(batch.baseOffset, (cause as Error).message, cause);
  }
}

function unreadable(baseOffset: bigint, what: string, cause?: unknown): StreamsError {
  return new StreamsError("UNDECODABLE", `the record batch at offset ${baseOffset} ${what}`, { cause });
}
