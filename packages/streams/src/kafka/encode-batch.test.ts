import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutRecord } from "../log-client.ts";
import { decodeBatches } from "./decode-batches.ts";
import { encodeBatch, sizeBound, splitBySize } from "./encode-batch.ts";
import { offsets } from "./record-batch.ts";

const producer = { producerId: 7n, producerEpoch: 3, transactional: true };

const bytes = fc.option(fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)));
const record: fc.Arbitrary<OutRecord> = fc.record({
  topic: fc.constant("t"),
  partition: fc.constant(0),
  key: bytes,
  value: bytes,
  timestamp: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  headers: fc.dictionary(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    {
      noNullPrototype: true,
    },
  ),
});

describe("encoding a record batch", () => {
  it("gives back every record when it is decoded", () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 200 }), (records) => {
        const decoded = decodeBatches(encodeBatch(records, producer, 0, 0), 0n, []);
        expect(decoded.nextOffset).toBe(BigInt(records.length));
        expect(decoded.records).toEqual(
          records.map(({ key, value, timestamp, headers }, i) => ({
            offset: BigInt(i),
            key,
            value,
            timestamp,
            headers,
          })),
        );
      }),
    );
  });

  it("keeps a header that has the name of a property of objects", () => {
    const headers = JSON.parse('{ "__proto__": "a", "constructor": "b" }') as Record<string, string>;
    const sent = { topic: "t", partition: 0, key: null, value: null, timestamp: 0, headers };
    expect(decodeBatches(encodeBatch([sent], producer, 0, 0), 0n, []).records[0]?.headers).toEqual(headers);
  });

  it("never takes more bytes than its bound says", () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), (records) => {
        const bound = records.reduce<number>((sum, each) => sum + sizeBound(each), offsets.records);
        expect(encodeBatch(records, producer, 0, 0).length).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("cuts the fraction off a timestamp", () => {
    const at = { topic: "t", partition: 0, key: null, value: null, timestamp: 1_700_000_000_000.75 };
    expect(decodeBatches(encodeBatch([at], producer, 0, 0), 0n, []).records[0]?.timestamp).toBe(1_700_000_000_000);
  });
});

describe("splitting a partition's records", () => {
  it("keeps every run below the limit and every record in its order", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 60 }), fc.integer({ min: 200, max: 3_000 }), (records, limit) => {
        const runs = splitBySize(records, limit);
        expect(runs.flat()).toEqual(records);
        for (const run of runs) {
          expect(run.length).toBeGreaterThan(0);
          if (run.length > 1) expect(encodeBatch(run, producer, 0, 0).length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it("leaves a record larger than the limit alone in its run", () => {
    const [small, large] = [1, 5_000].map((size) => ({
      topic: "t",
      partition: 0,
      key: null,
      value: Buffer.alloc(size),
    }));
    const runs = splitBySize([small, large, small] as OutRecord[], 1_000);
    expect(runs.map((run) => run.map(({ value }) => value?.length))).toEqual([[1], [5_000], [1]]);
  });
});
