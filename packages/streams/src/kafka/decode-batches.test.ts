import { describe, expect, it } from "vitest";
import { crc32c } from "./crc32c.ts";
import { decodeBatches, nextOffsetOf } from "./decode-batches.ts";
import { encodeBatch } from "./encode-batch.ts";
import captured from "./fetched.fixture.json" with { type: "json" };
import { offsets } from "./record-batch.ts";

type Offset = keyof typeof captured.fetched;

function answer(offset: Offset) {
  const { aborted, batches } = captured.fetched[offset];
  return {
    bytes: Buffer.from(batches, "base64"),
    aborted: aborted.map(({ producerId, firstOffset }) => ({
      producerId: BigInt(producerId),
      firstOffset: BigInt(firstOffset),
    })),
  };
}

function committed(offset: Offset) {
  const { bytes, aborted } = answer(offset);
  const { records, nextOffset } = decodeBatches(bytes, BigInt(offset), aborted);
  return { values: records.map(({ value }) => String(value)), nextOffset };
}

const visible = ["plain 4", "b committed 7", "a committed 9", "a committed 10", "gzip 13", "gzip 14"];

describe("decoding what a broker answered to a fetch", () => {
  it("leaves out the records of aborted transactions that overlap", () => {
    expect(committed("0").values).toEqual(visible);
  });

  it("leaves them out where the fetch starts inside both of them", () => {
    expect(committed("2").values).toEqual(visible);
  });

  it("hides a producer's records only up to its own abort marker", () => {
    expect(committed("6").values).toEqual(visible.slice(1));
  });

  it("moves past markers and aborted records at the end", () => {
    expect(committed("0").nextOffset).toBe(17n);
    expect(committed("14").nextOffset).toBe(17n);
  });

  it("leaves out records before the offset asked for, though their batch came along", () => {
    expect(committed("14").values).toEqual(["gzip 14"]);
    const { bytes } = answer("2");
    expect(decodeBatches(bytes, 2n, undefined).records[0]?.offset).toBe(2n);
  });

  it("shows aborted records, and still no markers, to whoever reads uncommitted", () => {
    const { records } = decodeBatches(answer("0").bytes, 0n, undefined);
    expect(records.map(({ offset }) => Number(offset))).toEqual([0, 1, 2, 3, 4, 6, 7, 9, 10, 13, 14, 15]);
  });

  it("is not misled by the order of the list of aborted transactions", () => {
    const { bytes, aborted } = answer("0");
    const { records } = decodeBatches(bytes, 0n, aborted.toReversed());
    expect(records.map(({ value }) => String(value))).toEqual(visible);
  });

  it("reads keys, values, headers and timestamps", () => {
    const { records } = decodeBatches(answer("14").bytes, 13n, []);
    expect(String(records[0]?.key)).toBe("k");
    expect(records[0]?.headers).toEqual({ h: "1" });
    expect(records[0]?.timestamp).toBeGreaterThan(Date.UTC(2026, 0));
  });

  it("stops before a batch that was cut off, wherever the cut is", () => {
    const { bytes, aborted } = answer("0");
    const whole = decodeBatches(bytes, 0n, aborted);
    for (let cut = 0; cut < bytes.length; cut++) {
      const { records, nextOffset } = decodeBatches(bytes.subarray(0, cut), 0n, aborted);
      expect(nextOffset).toBeLessThan(17n);
      expect(nextOffsetOf(bytes.subarray(0, cut), 0n)).toBe(nextOffset);
      expect(whole.records.slice(0, records.length)).toEqual(records);
    }
  });

  it("moves past a batch that compaction has emptied", () => {
    const batch = encodeBatch([], { producerId: -1n, producerEpoch: -1, transactional: false }, -1, 0);
    batch.writeBigInt64BE(40n, 0);
    batch.writeInt32BE(4, offsets.lastOffsetDelta);
    batch.writeUInt32BE(crc32c(batch, offsets.attributes), offsets.crc);
    expect(decodeBatches(batch, 38n, [])).toEqual({ records: [], nextOffset: 45n, damaged: undefined });
    expect(nextOffsetOf(batch, 38n)).toBe(45n);
    expect(nextOffsetOf(batch, 50n)).toBe(50n);
  });

  it("stops before a batch whose bytes were damaged, and tells where it ends and why", () => {
    const { bytes } = answer("0");
    const whole = decodeBatches(bytes, 0n, undefined);
    const second = 12 + bytes.readInt32BE(offsets.length);
    bytes.writeUInt8(bytes.readUInt8(second + 80) ^ 1, second + 80);
    const { records, nextOffset, damaged } = decodeBatches(bytes, 0n, undefined);
    expect(nextOffset).toBe(bytes.readBigInt64BE(second));
    expect(records).toEqual(whole.records.filter(({ offset }) => offset < nextOffset));
    expect(damaged?.lastOffset).toBe(nextOffset + BigInt(bytes.readInt32BE(second + offsets.lastOffsetDelta)));
    expect(damaged?.why).toContain(`offset ${nextOffset} does not have the checksum`);
    expect(damaged?.bytes).toEqual(bytes.subarray(second, second + 12 + bytes.readInt32BE(second + offsets.length)));
  });

  it("does not believe a damaged header that contradicts itself", () => {
    const { bytes } = answer("0");
    bytes.writeInt32BE(-5, offsets.lastOffsetDelta);
    expect(decodeBatches(bytes, 0n, undefined)).toMatchObject({ records: [], damaged: { lastOffset: undefined } });
  });

  it("leaves out what it had read of a batch that breaks off in the middle, though its checksum is right", () => {
    const { bytes } = answer("0");
    const first = Buffer.from(bytes.subarray(0, 12 + bytes.readInt32BE(offsets.length)));
    first.writeInt32BE(first.readInt32BE(offsets.count) + 1, offsets.count);
    first.writeInt32BE(first.readInt32BE(offsets.lastOffsetDelta) + 1, offsets.lastOffsetDelta);
    first.writeUInt32BE(crc32c(first, offsets.attributes), offsets.crc);
    expect(decodeBatches(first, 0n, undefined)).toMatchObject({
      records: [],
      nextOffset: 0n,
      damaged: { lastOffset: expect.any(BigInt) },
    });
  });

  it.each([
    [2, "is said to be compressed with snappy, and is not"],
    [3, "is said to be compressed with lz4, and is not"],
    [5, "is compressed with codec 5, which Kafka does not have"],
  ])("stops before a batch of codec %i that cannot be decompressed, with its offset", (codec, why) => {
    const record = { topic: "t", partition: 0, key: null, value: Buffer.from("plain") };
    const batch = encodeBatch([record], { producerId: -1n, producerEpoch: -1, transactional: false }, -1, 0);
    batch.writeInt16BE(codec, offsets.attributes);
    batch.writeUInt32BE(crc32c(batch, offsets.attributes), offsets.crc);
    const message = `the record batch at offset 0 ${why}`;
    expect(decodeBatches(batch, 0n, []).damaged).toEqual({ lastOffset: 0n, why: message, bytes: batch });
  });
});
