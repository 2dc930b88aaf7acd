import { consoleProducer } from "@touchline/local";
import kafkajs from "kafkajs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Broker, Opening } from "./broker-outage.contract.ts";
import { Joined } from "./kafka/group.fixture.ts";
import type { KafkaClientOptions } from "./kafka/index.ts";
import { read } from "./kafka/reading.fixture.ts";
import { OpenTransactions } from "./kafka/transaction.fixture.ts";
import { out } from "./log-client.contract.ts";
import type { ReadingClient } from "./log-client.ts";

const { Kafka, logLevel } = kafkajs;
const codecs = ["gzip", "snappy", "lz4", "zstd"] as const;
// more than a block of each codec holds
const compressed = Array.from({ length: 5_000 }, (_, i) => ({
  key: `${i}`,
  value: `value ${i} `.repeat(1 + (i % 20)),
}));

/** What every topic of the contract holds, written once for all implementations. */
export async function fillForContract({ brokers, writer }: Broker): Promise<void> {
  const { admin } = writer;
  await admin.create([
    ...codecs.map((name) => ({ name, partitions: 1 })),
    ...["empty", "expired", "short", "headers", "restart", "prompt"].map((name) => ({ name, partitions: 1 })),
    { name: "oversized", partitions: 2, config: { "max.message.bytes": "6000000" } },
    { name: "appended", partitions: 1, config: { "message.timestamp.type": "LogAppendTime" } },
    {
      name: "compacted",
      partitions: 1,
      config: { "cleanup.policy": "compact", "segment.ms": "100", "min.cleanable.dirty.ratio": "0.001" },
    },
  ]);
  for (const codec of codecs) await consoleProducer({ brokers, topic: codec, compression: codec, records: compressed });
  const producer = await writer.producer();
  await producer.send([..."0123456789"].map((value) => out("expired", 0, value)));
  await producer.send([out("short", 0, "only"), out("prompt", 0, "first"), out("restart", 0, "before")]);
  await producer.send([{ ...out("appended", 0, "now"), timestamp: 1_000 }]);
  await producer.close();
  const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
  const other = kafka.producer();
  await other.connect();
  const headers = { bytes: Buffer.from([0x61, 0xff, 0xfe]), twice: ["one", "two"] };
  await other.send({ topic: "headers", messages: [{ key: "k", value: "v", headers }] });
  await other.disconnect();
  const records = kafka.admin();
  await records.connect();
  // it looks for the leader in what it has asked for before
  await records.fetchTopicOffsets("expired");
  await records.deleteTopicRecords({ topic: "expired", partitions: [{ partition: 0, offset: "6" }] });
  await records.disconnect();
  await compact({ brokers, writer });
}

/** Five keys again and again, plainly and in transactions, each round in a segment of its own; only the last is not compacted. */
async function compact({ brokers, writer }: Broker): Promise<void> {
  const producer = await writer.producer();
  const transactions = await OpenTransactions.open(brokers, "compacted");
  const rounds = (round: number) =>
    [..."abcde"].map((key) => ({ ...out("compacted", 0, `${key}${round}`), key: Buffer.from(key) }));
  for (let round = 0; round < 4; round++) {
    await producer.send(rounds(round));
    await transactions.write("compacted", 0, `aborted ${round}`);
    await transactions.end("abort");
    await transactions.write("compacted", 0, `committed ${round}`);
    await transactions.end("commit");
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await producer.send([out("compacted", 0, "last")].map((each) => ({ ...each, key: Buffer.from("last") })));
  await producer.close();
  transactions.close();
}

/** What an implementation for brokers does besides, with what a real one does. */
export function brokerContract(name: string, broker: () => Broker, opening: Opening): void {
  describe(`reading from a broker, ${name}`, () => {
    let client: ReadingClient;
    const opened: ReadingClient[] = [];

    async function open(options: Partial<KafkaClientOptions> = {}): Promise<ReadingClient> {
      const another = await opening({ brokers: [broker().brokers], clientId: "test", ...options });
      opened.push(another);
      return another;
    }

    beforeAll(async () => {
      client = await open();
    });

    afterAll(async () => {
      await Promise.all(opened.map((each) => each.close()));
    });

    const at = (topic: string, start: bigint | "earliest", partition = 0) => ({ from: [{ topic, partition, start }] });

    it("tells of an empty partition that it is empty", async () => {
      const reading = await read(client, at("empty", "earliest"));
      await reading.until(() => reading.batches.length > 0);
      expect(reading.batches).toMatchObject([{ topic: "empty", records: [], nextOffset: 0n, highWatermark: 0n }]);
      await reading.close();
    });

    it("gets a record as soon as it is there, however long an idle fetch may wait, and closes while it waits", async () => {
      const [{ high } = { high: 0n }] = await client.offsets("prompt");
      const reading = await read(client, { ...at("prompt", high), maxWaitMs: 10_000 });
      const producer = await broker().writer.producer();
      for (let i = 1; i <= 5; i++) {
        const sent = performance.now();
        await producer.send([out("prompt", 0, `${i}`)]);
        await reading.until(() => reading.records().length === i);
        expect(performance.now() - sent).toBeLessThan(1_000);
      }
      await producer.close();
      const closed = performance.now();
      await reading.close();
      expect(performance.now() - closed).toBeLessThan(1_000);
    });

    it.each(codecs)("reads what Kafka's own producer compressed with %s", async (codec) => {
      const reading = await read(client, at(codec, 40n));
      await reading.until(() => reading.records().length === compressed.length - 40);
      const seen = reading.records().map(({ key, value }) => ({ key: String(key), value: String(value) }));
      expect(seen).toEqual(compressed.slice(40));
      await reading.close();
    });

    it("gives the last of headers of one name, and bytes that are no text with a sign for each that is not", async () => {
      const reading = await read(client, at("headers", 0n));
      await reading.until(() => reading.records().length === 1);
      expect(reading.records()[0]?.headers).toEqual({ bytes: "a\ufffd\ufffd", twice: "two" });
      await reading.close();
    });

    it("gives the broker's time where the topic is set to that", async () => {
      const reading = await read(client, at("appended", 0n));
      await reading.until(() => reading.records().length === 1);
      expect(Math.abs(Date.now() - (reading.records()[0]?.timestamp ?? 0))).toBeLessThan(600_000);
      await reading.close();
    });

    it("reads a record larger than a partition's share of an answer, also behind a busy partition", async () => {
      const producer = await broker().writer.producer();
      const large = Buffer.alloc(5_000_000, "x");
      const ends = await client.offsets("oversized");
      await producer.send([out("oversized", 0, "first"), out("oversized", 1, large), out("oversized", 1, "last")]);
      const from = ends.map(({ high }, partition) => ({ topic: "oversized", partition, start: high }));
      const reading = await read(client, { from });
      let busy = true;
      const keepBusy = (async () => {
        while (busy) await producer.send([out("oversized", 0, Buffer.alloc(100_000))]);
      })();
      await reading
        .until(() => reading.records(1).length === 2)
        .finally(() => {
          busy = false;
        });
      await keepBusy;
      expect(reading.records(1)[0]?.value).toEqual(large);
      await reading.close();
      await producer.close();
    });

    it("reads a compacted partition from any offset, over what is gone, to its end", async () => {
      const seen = async (start: bigint) => {
        const [{ high } = { high: 0n }] = await client.offsets("compacted");
        const reading = await read(client, at("compacted", start));
        await reading.until(() => reading.batches.at(-1)?.nextOffset === high);
        await reading.close();
        return reading.records().map(({ offset, value }) => ({ offset, value: String(value) }));
      };
      await expect
        .poll(async () => (await seen(0n))[0]?.offset, { timeout: 60_000, interval: 500 })
        .toBeGreaterThan(5n);
      const whole = await seen(0n);
      expect(whole.map(({ value }) => value).sort()).toEqual(["a3", "b3", "c3", "committed 3", "d3", "e3", "last"]);
      const [{ high } = { high: 0n }] = await client.offsets("compacted");
      for (let start = 0n; start < high; start++) {
        expect(await seen(start)).toEqual(whole.filter(({ offset }) => offset >= start));
      }
    });

    it("fails with READER_STALLED where its offset has expired, and says where the log begins", async () => {
      const reading = await read(client, at("expired", 2n));
      await expect(reading.until(() => false)).rejects.toMatchObject({
        code: "READER_STALLED",
        message: 'offset 2 of expired 0 has expired: the log begins at 6; read on from "earliest"',
      });
      const earliest = await read(client, at("expired", "earliest"));
      await earliest.until(() => earliest.records().length === 4);
      await earliest.close();
      expect(await client.offsets("expired")).toEqual([{ low: 6n, high: 10n }]);
    });

    it("fails with POSITION_LOST where the log ends before its offset", async () => {
      const reading = await read(client, at("short", 5n));
      await expect(reading.until(() => false)).rejects.toMatchObject({ code: "POSITION_LOST" });
    });

    it("fails with TOPIC_MISSING where there is no such topic or partition", async () => {
      await expect(read(client, at("nowhere", "earliest"))).rejects.toMatchObject({ code: "TOPIC_MISSING" });
      const reading = await read(client, at("short", 0n, 1));
      await expect(reading.until(() => false)).rejects.toMatchObject({ code: "TOPIC_MISSING" });
    });

    it("tells what a group has committed, and for what a transaction is still under way", async () => {
      const group = `contract-${name}`;
      const partitions = [0, 1].map((partition) => ({ topic: "oversized", partition }));
      const none = partitions.map((each) => ({ ...each, offset: undefined, metadata: "" }));
      expect(await client.committed(group, partitions)).toEqual({ positions: none, pending: [] });
      const joined = await Joined.join(broker().writer, { group, topic: "oversized", partitions: 2 });
      await expect.poll(() => joined.share).toHaveLength(2);
      const held = (offset: bigint, partition: number) => {
        const positions = [{ topic: "oversized", partition, offset }];
        return { holding: joined.holding, positions, metadata: "ours" };
      };
      const writer = await broker().writer.transactionalWriter({ transactionalId: group });
      await writer.commit([], held(3n, 0));
      const zero = { ...partitions[0], offset: 3n, metadata: "ours" };
      await expect.poll(() => client.committed(group, partitions)).toEqual({ positions: [zero, none[1]], pending: [] });
      const transactions = await OpenTransactions.open(broker().brokers, `${group}-open`);
      await transactions.hold(held(9n, 0));
      expect(await client.committed(group, partitions)).toEqual({
        positions: [zero, none[1]],
        pending: [partitions[0]],
      });
      await transactions.end("abort");
      await expect.poll(async () => (await client.committed(group, partitions)).pending).toEqual([]);
      transactions.close();
      await writer.close();
      await joined.member.leave();
    });

    it("fails with BROKER_UNREACHABLE where there is no broker, retriably", async () => {
      const lost = await open({ brokers: ["127.0.0.1:1"] });
      const asked = performance.now();
      const message = expect.stringMatching(/cannot reach Kafka at 127\.0\.0\.1:1/);
      const failure = { code: "BROKER_UNREACHABLE", retriable: true, message };
      await expect(lost.partitionCount("empty")).rejects.toMatchObject(failure);
      expect(performance.now() - asked).toBeLessThan(10_000);
    });
  });
}
