import { expect, test } from "vitest";
import { encodeBatch } from "./encode-batch.ts";
import { Place } from "./place.ts";
import { offsets } from "./record-batch.ts";

const nobody = { producerId: -1n, producerEpoch: -1, transactional: false };

/** Batches of two records each, the first offset that of the first batch; `damaged` names one that cannot be read. */
function fetched(first: bigint, batches: number, damaged?: bigint) {
  const bytes = Array.from({ length: batches }, (_, i) => {
    const base = first + BigInt(2 * i);
    const record = (value: bigint) => ({ topic: "t", partition: 0, key: null, value: Buffer.from(String(value)) });
    const batch = encodeBatch([record(base), record(base + 1n)], nobody, -1, 0);
    batch.writeBigInt64BE(base, 0);
    if (base === damaged) batch.writeUInt8(batch.readUInt8(offsets.records + 3) ^ 1, offsets.records + 3);
    return batch;
  });
  return {
    ...{ topic: "t", partition: 0, errorCode: 0, highWatermark: 6n, lastStableOffset: 6n, logStartOffset: 0n },
    aborted: [],
    batches: Buffer.concat(bytes),
  };
}

const place = (damaged: "fail" | "hand out") =>
  new Place({ topic: "t", partition: 0 }, 0n, { isolation: "read_committed", damaged });

test("a batch that was damaged on its way is fetched again, and nothing that was asked for behind it counts", () => {
  const at = place("hand out");
  const decode = at.take(fetched(0n, 3, 2n), 0n);
  expect(at.offset).toBe(6n);
  expect(decode?.()).toMatchObject({ records: [{ offset: 0n }, { offset: 1n }], nextOffset: 2n });
  expect(at.offset).toBe(2n);
  expect(at.take(fetched(6n, 0), 6n)).toBeUndefined();
  const again = at.take(fetched(2n, 2), 2n)?.();
  expect(again?.records.map(({ offset, damaged }) => [offset, damaged])).toEqual(
    [2n, 3n, 4n, 5n].map((o) => [o, undefined]),
  );
});

test("a batch that is damaged twice is handed out as one record, and reading goes on behind it", () => {
  const at = place("hand out");
  at.take(fetched(0n, 3, 2n), 0n)?.();
  const batch = at.take(fetched(2n, 2, 2n), 2n)?.();
  expect(batch).toMatchObject({ nextOffset: 4n, records: [{ offset: 2n, key: null, damaged: { lastOffset: 3n } }] });
  expect(batch?.records[0]?.value).toEqual(fetched(2n, 1, 2n).batches);
  expect(at.offset).toBe(4n);
  expect(
    at
      .take(fetched(4n, 1), 4n)?.()
      .records.map(({ offset }) => offset),
  ).toEqual([4n, 5n]);
});

test("a reader that is not told to hand it out fails, and so does one whose header goes beyond the log's end", () => {
  const strict = place("fail");
  strict.take(fetched(0n, 1, 0n), 0n)?.();
  expect(() => strict.take(fetched(0n, 1, 0n), 0n)?.()).toThrow(expect.objectContaining({ code: "UNDECODABLE" }));
  const lost = place("hand out");
  const beyond = () => {
    const answer = fetched(0n, 1, 0n);
    answer.batches.writeInt32BE(900, offsets.lastOffsetDelta);
    return lost.take(answer, 0n)?.();
  };
  beyond();
  expect(beyond).toThrow(expect.objectContaining({ code: "UNDECODABLE" }));
});
