import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { read } from "./kafka/reading.fixture.ts";
import type { OutRecord, ReadingClient } from "./log-client.ts";

/** A transactional producer whose transactions end when a test says so; a write begins one where none is open. */
export interface Transactions {
  write(topic: string, partition: number, ...values: string[]): Promise<void>;
  end(result: "commit" | "abort"): Promise<void>;
}

/** A log to read from, and ways to fill it. */
export interface FilledLog {
  readonly client: ReadingClient;
  create(topic: string, partitions: number): Promise<void>;
  send(records: readonly OutRecord[]): Promise<void>;
  transactions(id: string): Promise<Transactions>;
}

export const out = (topic: string, partition: number, value: string | Buffer): OutRecord => ({
  topic,
  partition,
  key: null,
  value: Buffer.from(value),
});

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `${from + i}`);

/** What any implementation of the port's reading half does, whatever is behind it. */
export function readingContract(name: string, open: () => Promise<FilledLog>): void {
  describe(`reading, ${name}`, () => {
    let log: FilledLog;
    let client: ReadingClient;

    beforeAll(async () => {
      log = await open();
      client = log.client;
    });

    afterAll(async () => client?.close());

    /** Topics and transactional ids of this implementation alone. */
    const own = (called: string) => `${name}-${called}`;

    /** A topic with these records, the numbers from 0 up, dealt out to its partitions. */
    async function filled(called: string, count: number, partitions = 1): Promise<string> {
      const topic = own(called);
      await log.create(topic, partitions);
      await log.send(numbers(0, count).map((value, i) => out(topic, i % partitions, value)));
      return topic;
    }

    it("begins at the first offset where told earliest, of each partition in its order", async () => {
      const topic = await filled("earliest", 30, 3);
      const from = [0, 1, 2].map((partition) => ({ topic, partition, start: "earliest" as const }));
      const reading = await read(client, { from });
      await reading.until(() => reading.records().length === 30);
      for (const p of [0, 1, 2]) expect(reading.values(p)).toEqual(numbers(0, 30).filter((i) => Number(i) % 3 === p));
      expect(reading.records(1).map(({ offset }) => offset)).toEqual(numbers(0, 10).map(BigInt));
      await reading.close();
    });

    it("begins in the middle of a batch where told an offset, and tells where it stands and where the end is", async () => {
      const topic = await filled("middle", 10);
      const reading = await read(client, { from: [{ topic, partition: 0, start: 7n }] });
      await reading.until(() => reading.records().length === 3);
      expect(reading.values()).toEqual(["7", "8", "9"]);
      expect(reading.batches.at(-1)).toMatchObject({ nextOffset: 10n, highWatermark: 10n });
      await reading.close();
    });

    it("begins at the end as it was when it was opened, where told latest", async () => {
      const topic = await filled("latest", 5);
      const reading = await read(client, { from: [{ topic, partition: 0, start: "latest" }] });
      await log.send([out(topic, 0, "new")]);
      await reading.until(() => reading.records().length > 0);
      expect(reading.values()).toEqual(["new"]);
      await reading.close();
    });

    it("begins, where told latest, before a transaction that is open: what that commits is read", async () => {
      const topic = await filled("latest-open", 5);
      const transactions = await log.transactions(own("latest-open"));
      await transactions.write(topic, 0, "open");
      const reading = await read(client, { from: [{ topic, partition: 0, start: "latest" }] });
      await log.send([out(topic, 0, "behind")]);
      await transactions.end("commit");
      await reading.until(() => reading.records().length === 2);
      expect(reading.values()).toEqual(["open", "behind"]);
      await reading.close();
    });

    it("gives keys, values, headers and timestamps as they were written, tombstones and empty values apart", async () => {
      const topic = own("bytes");
      await log.create(topic, 1);
      const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      const named = (headers: readonly (readonly [string, string])[]) => Object.fromEntries(headers);
      const records: OutRecord[] = [
        { key: everyByte, value: everyByte, headers: named([["correlation-id", "wyscout:1/é"]]) },
        { key: Buffer.from("k"), value: null, headers: named([]) },
        {
          key: null,
          value: Buffer.alloc(0),
          headers: named([
            ["__proto__", "a"],
            ["constructor", ""],
          ]),
        },
        { key: Buffer.alloc(0), value: Buffer.alloc(1_000, "x") },
      ].map((record, i) => ({ topic, partition: 0, timestamp: 1_700_000_000_000 + i, ...record }));
      await log.send(records);
      const reading = await read(client, { from: [{ topic, partition: 0, start: 0n }] });
      await reading.until(() => reading.records().length === records.length);
      const expected = records.map(({ key, value, timestamp, headers = {} }, i) => {
        return { offset: BigInt(i), key, value, timestamp, headers: Object.entries(headers) };
      });
      expect(reading.records().map((each) => ({ ...each, headers: Object.entries(each.headers) }))).toEqual(expected);
      await reading.close();
    });

    it("calls its handler again only when that has returned, and loses nothing for it", async () => {
      const topic = await filled("pressure", 10);
      let running = 0;
      let most = 0;
      const seen: string[] = [];
      const reader = await client.reader({
        from: [{ topic, partition: 0, start: "earliest" }],
        isolation: "read_committed",
        async onBatches(batches) {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 30));
          seen.push(...batches.flatMap(({ records }) => records.map(({ value }) => String(value))));
          running--;
        },
        onFailure: (error) => expect.unreachable(error.message),
      });
      for (const value of numbers(10, 30)) await log.send([out(topic, 0, value)]);
      await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(30);
      expect(most).toBe(1);
      expect(seen).toEqual(numbers(0, 30));
      await reader.close();
    });

    it("ends with what its handler throws, and calls it no more", async () => {
      const topic = await filled("thrown", 3);
      let calls = 0;
      const failure = new Promise<Error>((resolve, reject) => {
        const onBatches = () => {
          calls++;
          throw new Error("the handler's");
        };
        const from = [{ topic, partition: 0, start: 0n }];
        client.reader({ from, isolation: "read_committed", onBatches, onFailure: resolve }).catch(reject);
      });
      expect((await failure).message).toBe("the handler's");
      await log.send([out(topic, 0, "more")]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(calls).toBe(1);
    });

    it("calls its handler no more once it is closed, though records come", async () => {
      const topic = await filled("closed", 3);
      const reading = await read(client, { from: [{ topic, partition: 0, start: 0n }] });
      await reading.until(() => reading.records().length === 3);
      await reading.close();
      await log.send([out(topic, 0, "late")]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(reading.records()).toHaveLength(3);
    });

    it("tells the partitions of a topic with their first offset and end, and of none with TOPIC_MISSING", async () => {
      const topic = await filled("counted", 10, 3);
      expect(await client.partitionCount(topic)).toBe(3);
      expect(await client.offsets(topic)).toEqual([4n, 3n, 3n].map((high) => ({ low: 0n, high })));
      await expect(client.partitionCount("nowhere")).rejects.toMatchObject({ code: "TOPIC_MISSING" });
      await expect(client.offsets("nowhere")).rejects.toMatchObject({ code: "TOPIC_MISSING" });
    });

    it("gives a key the partition that the Java client gives it", () => {
      // hashes of Kafka's own UtilsTest.testMurmur2
      expect(client.partitionFor(Buffer.from("21"), 6)).toBe((-973932308 & 0x7fffffff) % 6);
      expect(client.partitionFor(Buffer.from("a-little-bit-longer-string"), 50)).toBe((-1486304829 & 0x7fffffff) % 50);
    });

    describe("a partition with transactions", () => {
      const topic = own("transactions");
      /** Behind 16 records and the markers of 7 transactions. */
      const high = 23n;

      /** Overlapping transactions of two producers, several aborted ones of the same, and one aborted at the end. */
      beforeAll(async () => {
        await log.create(topic, 1);
        const [a, b] = [await log.transactions(own("a")), await log.transactions(own("b"))];
        await a.write(topic, 0, "a aborted", "a aborted");
        await b.write(topic, 0, "b aborted", "b aborted");
        await log.send([out(topic, 0, "plain")]);
        await a.write(topic, 0, "a aborted");
        await a.end("abort");
        await b.write(topic, 0, "b aborted");
        await b.end("abort");
        await a.write(topic, 0, "a committed");
        await a.end("commit");
        await b.write(topic, 0, "b committed");
        await a.write(topic, 0, "a aborted");
        await a.end("abort");
        await b.end("commit");
        await a.write(topic, 0, "a committed", "a committed");
        await a.end("commit");
        await log.send([out(topic, 0, "plain"), out(topic, 0, "plain")]);
        await a.write(topic, 0, "a aborted", "a aborted");
        await a.end("abort");
        // a broker says that a transaction has ended before it has written the markers
        const settled = async () => expect(await client.offsets(topic)).toEqual([{ low: 0n, high }]);
        await vi.waitFor(settled, { timeout: 10_000 });
      });

      async function all(isolation: "read_committed" | "read_uncommitted", start: bigint) {
        const reading = await read(client, { from: [{ topic, partition: 0, start }], isolation });
        // the end, by its markers, which no record tells of
        await reading.until(() => reading.batches.at(-1)?.nextOffset === high);
        await reading.close();
        return reading.records().map(({ offset, value }) => ({ offset, value: String(value) }));
      }

      it("shows no aborted record, from whatever offset it is read, and comes to its end behind the last marker", async () => {
        const written = await all("read_uncommitted", 0n);
        expect(written).toHaveLength(16);
        const visible = written.filter(({ value }) => !value.includes("aborted"));
        for (let start = 0n; start < high; start++) {
          const expected = visible.filter(({ offset }) => offset >= start);
          expect({ start, seen: await all("read_committed", start) }).toEqual({ start, seen: expected });
        }
      });

      it("shows what is aborted, and still no marker, to whoever reads uncommitted", async () => {
        const written = await all("read_uncommitted", 0n);
        expect(written.filter(({ value }) => value === "a aborted")).toHaveLength(6);
        expect(written.every(({ value }) => /^(plain|[ab] (aborted|committed))$/.test(value))).toBe(true);
      });
    });

    it("stops before a transaction that is open, tells where the end is, and goes on when that ends", async () => {
      const topic = await filled("open", 2);
      const transactions = await log.transactions(own("open"));
      await transactions.write(topic, 0, "held");
      await log.send([out(topic, 0, "behind")]);
      const reading = await read(client, { from: [{ topic, partition: 0, start: 0n }] });
      await reading.until(() => reading.batches.at(-1)?.highWatermark === 4n);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(reading.values()).toEqual(["0", "1"]);
      expect(reading.batches.at(-1)?.nextOffset).toBe(2n);
      await transactions.end("abort");
      await reading.until(() => reading.batches.at(-1)?.nextOffset === 5n);
      expect(reading.values()).toEqual(["0", "1", "behind"]);
      await reading.close();
    });
  });
}
