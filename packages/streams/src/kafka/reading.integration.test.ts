import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consoleConsumer, consoleProducer, type LocalKafka, startKafka } from "@touchline/local";
import kafkajs from "kafkajs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { OutRecord } from "../log-client.ts";
import { type KafkaClient, openKafkaClient } from "./index.ts";
import { read } from "./reading.fixture.ts";

let folder: string;
let kafka: LocalKafka;
let client: KafkaClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-kafka-"));
  kafka = await startKafka({ folder });
  client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "test" });
});

afterAll(async () => {
  await client?.close();
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

const out = (topic: string, partition: number, value: string | Buffer): OutRecord => ({
  topic,
  partition,
  key: null,
  value: Buffer.from(value),
});

async function withRecords(topic: string, count: number, partitions = 1): Promise<void> {
  await client.admin.create([{ name: topic, partitions }]);
  const producer = await client.producer();
  const records = Array.from({ length: count }, (_, i) => out(topic, i % partitions, `${i}`));
  await producer.send(records);
  await producer.close();
}

let thaws = 0;

/** A broker that stood still for a while is let in again by its controller a moment later: then it makes topics. */
async function thaw(): Promise<void> {
  process.kill(-kafka.pid, "SIGCONT");
  const make = () => client.admin.create([{ name: `thaw-${thaws++}`, partitions: 1 }]);
  await vi.waitFor(make, { timeout: 15_000, interval: 100 });
}

describe("a reader", () => {
  it("begins in the middle of a batch where it is told to", async () => {
    await withRecords("middle", 10);
    const reading = await read(client, { from: [{ topic: "middle", partition: 0, start: 7n }] });
    await reading.until(() => reading.records().length === 3);
    expect(reading.values()).toEqual(["7", "8", "9"]);
    expect(reading.batches.at(-1)).toMatchObject({ nextOffset: 10n, highWatermark: 10n });
    await reading.close();
  });

  it("begins at the end as it was when it was opened, where told latest", async () => {
    await withRecords("latest", 5);
    const reading = await read(client, { from: [{ topic: "latest", partition: 0, start: "latest" }] });
    const producer = await client.producer();
    await producer.send([out("latest", 0, "new")]);
    await reading.until(() => reading.records().length > 0);
    expect(reading.values()).toEqual(["new"]);
    await reading.close();
    await producer.close();
  });

  it("gets a record as soon as it is there, however long an idle fetch may wait", async () => {
    await withRecords("prompt", 1);
    const reading = await read(client, { from: [{ topic: "prompt", partition: 0, start: 1n }], maxWaitMs: 10_000 });
    const producer = await client.producer();
    for (let i = 1; i <= 5; i++) {
      const sent = performance.now();
      await producer.send([out("prompt", 0, `${i}`)]);
      await reading.until(() => reading.records().length === i);
      expect(performance.now() - sent).toBeLessThan(1_000);
    }
    await reading.close();
    await producer.close();
  });

  it("brings no more until its handler has returned", async () => {
    await withRecords("pressure", 10);
    const producer = await client.producer();
    let running = 0;
    let most = 0;
    const seen: string[] = [];
    const reader = await client.reader({
      from: [{ topic: "pressure", partition: 0, start: "earliest" }],
      isolation: "read_committed",
      async onBatches(batches) {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 50));
        seen.push(...batches.flatMap(({ records }) => records.map(({ value }) => String(value))));
        running--;
      },
      onFailure: (error) => expect.unreachable(error.message),
    });
    for (let i = 10; i < 30; i++) await producer.send([out("pressure", 0, `${i}`)]);
    await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(30);
    expect(most).toBe(1);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, i) => `${i}`));
    await reader.close();
    await producer.close();
  });

  it("reads a record larger than a partition's share of an answer, also behind a busy partition", async () => {
    const config = { "max.message.bytes": "6000000" };
    await client.admin.create([{ name: "oversized", partitions: 2, config }]);
    const producer = await client.producer();
    const large = Buffer.alloc(5_000_000, "x");
    await producer.send([out("oversized", 0, "first"), out("oversized", 1, large), out("oversized", 1, "last")]);
    const from = [0, 1].map((partition) => ({ topic: "oversized", partition, start: "earliest" as const }));
    const reading = await read(client, { from });
    let busy = true;
    const keepBusy = (async () => {
      while (busy) await producer.send([out("oversized", 0, Buffer.alloc(100_000))]);
    })();
    await reading.until(() => reading.records(1).length === 2);
    busy = false;
    await keepBusy;
    expect(reading.records(1)[0]?.value).toEqual(large);
    await reading.close();
    await producer.close();
  });

  it.each(["gzip", "snappy", "lz4", "zstd"] as const)(
    "reads what Kafka's own producer compressed with %s",
    async (codec) => {
      await client.admin.create([{ name: codec, partitions: 1 }]);
      // more than a block of each codec holds
      const records = Array.from({ length: 5_000 }, (_, i) => ({
        key: `${i}`,
        value: `value ${i} `.repeat(1 + (i % 20)),
      }));
      await consoleProducer({ brokers: kafka.brokers, topic: codec, compression: codec, records });
      const reading = await read(client, { from: [{ topic: codec, partition: 0, start: 40n }] });
      await reading.until(() => reading.records().length === 4_960);
      const seen = reading.records().map(({ key, value }) => ({ key: String(key), value: String(value) }));
      expect(seen).toEqual(records.slice(40));
      await reading.close();
    },
  );

  it("fails with READER_STALLED where its offset has expired, and says where the log begins", async () => {
    await withRecords("expired", 10);
    const { Kafka, logLevel } = kafkajs;
    const admin = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    // it looks for the leader in what it has asked for before
    await admin.fetchTopicOffsets("expired");
    await admin.deleteTopicRecords({ topic: "expired", partitions: [{ partition: 0, offset: "6" }] });
    await admin.disconnect();
    const reading = await read(client, { from: [{ topic: "expired", partition: 0, start: 2n }] });
    await expect(reading.until(() => false)).rejects.toMatchObject({
      code: "READER_STALLED",
      message: 'offset 2 of expired 0 has expired: the log begins at 6; read on from "earliest"',
    });
    const earliest = await read(client, { from: [{ topic: "expired", partition: 0, start: "earliest" }] });
    await earliest.until(() => earliest.records().length === 4);
    await earliest.close();
  });

  it("fails with POSITION_LOST where the log ends before its offset", async () => {
    await withRecords("lost", 3);
    const reading = await read(client, { from: [{ topic: "lost", partition: 0, start: 5n }] });
    await expect(reading.until(() => false)).rejects.toMatchObject({ code: "POSITION_LOST" });
  });

  it("fails with TOPIC_MISSING where there is no such topic or partition", async () => {
    await expect(read(client, { from: [{ topic: "nowhere", partition: 0, start: "earliest" }] })).rejects.toMatchObject(
      {
        code: "TOPIC_MISSING",
      },
    );
    await withRecords("one", 1);
    const reading = await read(client, { from: [{ topic: "one", partition: 1, start: 0n }] });
    await expect(reading.until(() => false)).rejects.toMatchObject({ code: "TOPIC_MISSING" });
  });

  it("fails with READER_STALLED where the broker falls silent, and not before its time", async () => {
    await withRecords("silent", 1);
    const impatient = await openKafkaClient({
      brokers: [kafka.brokers],
      clientId: "test",
      connectTimeoutMs: 300,
      requestTimeoutMs: 300,
      recoverForMs: 1_500,
    });
    const reading = await read(impatient, { from: [{ topic: "silent", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length === 1);
    process.kill(-kafka.pid, "SIGSTOP");
    const stopped = performance.now();
    try {
      await expect(reading.until(() => false)).rejects.toMatchObject({ code: "READER_STALLED" });
      expect(performance.now() - stopped).toBeGreaterThan(1_500);
    } finally {
      await thaw();
    }
    await impatient.close();
  });

  it("goes on where the broker was silent for a while only", async () => {
    const patient = await openKafkaClient({
      brokers: [kafka.brokers],
      clientId: "test",
      connectTimeoutMs: 300,
      requestTimeoutMs: 300,
    });
    await withRecords("pause", 1);
    const reading = await read(patient, { from: [{ topic: "pause", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length === 1);
    process.kill(-kafka.pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await thaw();
    const producer = await patient.producer();
    await producer.send([out("pause", 0, "after")]);
    await reading.until(() => reading.records().length === 2);
    expect(reading.values()).toEqual(["0", "after"]);
    await patient.close();
  });
});

describe("a producer", () => {
  it("keeps the order of 200 sends at once, per partition, each record once", async () => {
    await client.admin.create([{ name: "order", partitions: 4 }]);
    const producer = await client.producer();
    const sends = Array.from({ length: 200 }, (_, i) =>
      producer.send([0, 1, 2, 3].map((partition) => out("order", partition, `${i}`))),
    );
    await Promise.all(sends);
    const consumed = await consoleConsumer({ brokers: kafka.brokers, topic: "order", count: 800 });
    for (const partition of [0, 1, 2, 3]) {
      const values = consumed.filter((each) => each.partition === partition).map(({ value }) => String(value));
      expect(values).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`));
    }
    await producer.close();
  });

  it("fails only the sends that have to do with what failed", async () => {
    await client.admin.create([{ name: "partly", partitions: 1 }]);
    const producer = await client.producer();
    const [good, missing, large, after] = await Promise.allSettled([
      producer.send([out("partly", 0, "good")]),
      producer.send([out("not-there", 0, "x")]),
      producer.send([{ ...out("order", 1, Buffer.alloc(2_000_000)), key: Buffer.from("big") }]),
      producer.send([out("partly", 0, "after")]),
    ]);
    expect([good?.status, after?.status]).toEqual(["fulfilled", "fulfilled"]);
    expect(missing).toMatchObject({ reason: { code: "TOPIC_MISSING" } });
    expect(large).toMatchObject({ reason: { code: "RECORD_TOO_LARGE", message: expect.stringContaining('"big"') } });
    await producer.send([out("partly", 0, "later")]);
    const reading = await read(client, { from: [{ topic: "partly", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length === 3);
    expect(reading.values()).toEqual(["good", "after", "later"]);
    await reading.close();
    await producer.close();
  });

  it("writes keys, values, headers and timestamps that Kafka's own consumer reads back", async () => {
    await client.admin.create([{ name: "whole", partitions: 1 }]);
    const producer = await client.producer();
    const timestamp = Date.now() - 1_000;
    const headers = { "correlation-id": "wyscout:1/é", empty: "" };
    await producer.send([
      { topic: "whole", partition: 0, key: Buffer.from("ключ"), value: Buffer.from([0, 1, 255]), timestamp, headers },
    ]);
    const [record] = await consoleConsumer({ brokers: kafka.brokers, topic: "whole", count: 1 });
    expect(record).toMatchObject({ offset: 0n, timestamp, headers: { "correlation-id": "wyscout:1/é" } });
    expect(record?.key).toEqual(Buffer.from("ключ"));
    expect(record?.value).toEqual(Buffer.from([0, 1, 255]));
    await producer.close();
  });
});

describe("topics", () => {
  it("are made, described, configured and deleted", async () => {
    await client.admin.create([
      { name: "made", partitions: 3, config: { "retention.ms": "60000", "cleanup.policy": "compact" } },
    ]);
    const made = async () => (await client.admin.topics()).find(({ name }) => name === "made");
    expect(await made()).toEqual({
      name: "made",
      partitions: 3,
      replication: 1,
      config: { "cleanup.policy": "compact", "retention.ms": "60000" },
    });
    await client.admin.alterConfig("made", { "retention.ms": null, "segment.ms": "1000000" });
    const config = { "cleanup.policy": "compact", "segment.ms": "1000000" };
    await expect.poll(async () => (await made())?.config).toEqual(config);
    await expect(client.admin.create([{ name: "made", partitions: 3 }])).rejects.toThrow("made");
    await expect(client.admin.alterConfig("made", { "retention.ms": "soon" })).rejects.toThrow("retention.ms");
    await client.admin.deleteTopics(["made"]);
    expect(await made()).toBeUndefined();
    await expect(client.partitionCount("made")).rejects.toMatchObject({ code: "TOPIC_MISSING" });
    await expect(client.admin.deleteTopics(["made"])).rejects.toMatchObject({ code: "TOPIC_MISSING" });
  });
});
