import { consoleConsumer } from "@touchline/local";
import { describe, expect, it } from "vitest";
import type { OutRecord } from "../log-client.ts";
import { brokerForTests } from "./broker.fixture.ts";
import { read } from "./reading.fixture.ts";
import { OpenTransactions } from "./transaction.fixture.ts";

const broker = brokerForTests();

const out = (topic: string, partition: number, value: string | Buffer): OutRecord => ({
  topic,
  partition,
  key: Buffer.from("key"),
  value: Buffer.from(value),
});

describe("a transaction", () => {
  it("shows all its records over several topics once it is committed", async () => {
    await broker.client.admin.create([
      { name: "commit-a", partitions: 2 },
      { name: "commit-b", partitions: 1 },
    ]);
    const writer = await broker.client.transactionalWriter({ transactionalId: "commit" });
    for (let i = 0; i < 20; i++) {
      await writer.commit([
        out("commit-a", 0, `a0 ${i}`),
        out("commit-b", 0, `b0 ${i}`),
        out("commit-a", 1, `a1 ${i}`),
      ]);
    }
    const from = [0, 1].map((partition) => ({ topic: "commit-a", partition, start: "earliest" as const }));
    const reading = await read(broker.client, { from });
    await reading.until(() => reading.records().length === 40);
    expect(reading.values(0)).toEqual(Array.from({ length: 20 }, (_, i) => `a0 ${i}`));
    expect(reading.values(1)).toEqual(Array.from({ length: 20 }, (_, i) => `a1 ${i}`));
    const consumed = await consoleConsumer({ brokers: broker.kafka.brokers, topic: "commit-b", count: 20 });
    expect(consumed.map(({ value }) => String(value))).toEqual(Array.from({ length: 20 }, (_, i) => `b0 ${i}`));
    await reading.close();
    await writer.close();
  });

  it("larger than a batch may be goes out as several batches and stays one transaction", async () => {
    await broker.client.admin.create([{ name: "large", partitions: 1 }]);
    const writer = await broker.client.transactionalWriter({ transactionalId: "large" });
    const records = Array.from({ length: 50 }, (_, i) => out("large", 0, `${i} ${"x".repeat(60_000)}`));
    await writer.commit(records);
    await writer.commit(records.slice(0, 1));
    const reading = await read(broker.client, { from: [{ topic: "large", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length === 51);
    expect(reading.values()).toEqual([...records, records[0]].map((record) => String(record?.value)));
    await reading.close();
    await writer.close();
  });

  it("with a record too large for the topic names it, shows nothing, and ends the writer", async () => {
    await broker.client.admin.create([{ name: "too-large", partitions: 1 }]);
    const writer = await broker.client.transactionalWriter({ transactionalId: "too-large" });
    const records = [
      out("too-large", 0, "small"),
      { ...out("too-large", 0, Buffer.alloc(1_200_000)), key: Buffer.from("the big one") },
    ];
    await expect(writer.commit(records)).rejects.toMatchObject({
      code: "RECORD_TOO_LARGE",
      message: expect.stringContaining('"the big one", has 1200011 bytes'),
    });
    await expect(writer.commit([out("too-large", 0, "after")])).rejects.toMatchObject({ code: "RECORD_TOO_LARGE" });
    const next = await broker.client.transactionalWriter({ transactionalId: "too-large" });
    await next.commit([out("too-large", 0, "next")]);
    const reading = await read(broker.client, { from: [{ topic: "too-large", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length > 0);
    expect(reading.values()).toEqual(["next"]);
    await reading.close();
    await next.close();
  });

  it("of a topic that is not there fails and leaves nothing in the others", async () => {
    await broker.client.admin.create([{ name: "there", partitions: 1 }]);
    const writer = await broker.client.transactionalWriter({ transactionalId: "missing" });
    await expect(writer.commit([out("there", 0, "x"), out("missing", 0, "x")])).rejects.toMatchObject({
      code: "TOPIC_MISSING",
    });
    const next = await broker.client.transactionalWriter({ transactionalId: "missing" });
    await next.commit([out("there", 0, "y")]);
    expect(
      (await consoleConsumer({ brokers: broker.kafka.brokers, topic: "there" })).map(({ value }) => String(value)),
    ).toEqual(["y"]);
    await next.close();
  });
});

describe("the older of two writers with one transactional id", () => {
  it("is fenced, and what it had begun is never seen", async () => {
    await broker.client.admin.create([{ name: "fence", partitions: 1 }]);
    const older = await broker.client.transactionalWriter({ transactionalId: "fence" });
    await older.commit([out("fence", 0, "older 1")]);
    const newer = await broker.client.transactionalWriter({ transactionalId: "fence" });
    await expect(older.commit([out("fence", 0, "older 2")])).rejects.toMatchObject({
      code: "FENCED",
      retriable: false,
    });
    await newer.commit([out("fence", 0, "newer 1")]);
    await expect(older.commit([out("fence", 0, "older 3")])).rejects.toMatchObject({ code: "FENCED" });
    await newer.commit([out("fence", 0, "newer 2")]);
    const consumed = await consoleConsumer({ brokers: broker.kafka.brokers, topic: "fence" });
    expect(consumed.map(({ value }) => String(value))).toEqual(["older 1", "newer 1", "newer 2"]);
    await newer.close();
  });

  it("is fenced in the middle of a transaction", async () => {
    await broker.client.admin.create([{ name: "fence-open", partitions: 1 }]);
    const older = await OpenTransactions.open(broker.kafka.brokers, "fence-open");
    await older.write("fence-open", 0, "open");
    const newer = await broker.client.transactionalWriter({ transactionalId: "fence-open" });
    await expect(older.end("commit")).rejects.toThrow("INVALID_PRODUCER_EPOCH");
    // settled by the fencing: the committed record is not held back behind an open transaction
    await newer.commit([out("fence-open", 0, "newer")]);
    const reading = await read(broker.client, { from: [{ topic: "fence-open", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length > 0, 2_000);
    expect(reading.values()).toEqual(["newer"]);
    await reading.close();
    older.close();
    await newer.close();
  });
});

describe("aborted transactions that overlap", () => {
  it("are never seen by a committed reader, wherever among them it begins", async () => {
    const topic = "overlap";
    await broker.client.admin.create([{ name: topic, partitions: 1 }]);
    const [a, b] = [
      await OpenTransactions.open(broker.kafka.brokers, "a"),
      await OpenTransactions.open(broker.kafka.brokers, "b"),
    ];
    const producer = await broker.client.producer();
    for (let i = 0; i < 4; i++) {
      await a.write(topic, 0, `a ${i} aborted`, `a ${i} aborted`);
      await b.write(topic, 0, `b ${i} aborted`);
      await producer.send([out(topic, 0, `plain ${i}`)]);
      await a.write(topic, 0, `a ${i} aborted`);
      await b.end("abort");
      await b.write(topic, 0, `b ${i} committed`);
      await a.end("abort");
      await b.end("commit");
    }
    const consumed = await consoleConsumer({ brokers: broker.kafka.brokers, topic });
    const expected = consumed.map(({ offset, value }) => ({ offset, value: String(value) }));
    expect(expected).toHaveLength(8);
    const [{ high } = { high: 0n }] = await broker.client.offsets(topic);
    for (let start = 0n; start < high; start++) {
      const reading = await read(broker.client, { from: [{ topic, partition: 0, start }] });
      await reading.until(() => reading.batches.at(-1)?.nextOffset === high);
      const seen = reading.records().map(({ offset, value }) => ({ offset, value: String(value) }));
      expect(seen).toEqual(expected.filter(({ offset }) => offset >= start));
      await reading.close();
    }
    for (const open of [a, b, producer]) await open.close();
  });

  it("move the reader past a tail that holds nothing but them and their markers", async () => {
    await broker.client.admin.create([{ name: "tail", partitions: 1 }]);
    const open = await OpenTransactions.open(broker.kafka.brokers, "tail");
    await open.write("tail", 0, "x", "y");
    await open.end("abort");
    const reading = await read(broker.client, { from: [{ topic: "tail", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.batches.at(-1)?.nextOffset === 3n);
    expect(reading.records()).toEqual([]);
    expect((await broker.client.offsets("tail"))[0]).toEqual({ low: 0n, high: 3n });
    await reading.close();
    open.close();
  });
});

describe("an open transaction", () => {
  it("counts in the ends that offsets gives, and holds back a committed reader until it ends", async () => {
    await broker.client.admin.create([{ name: "open", partitions: 1 }]);
    const open = await OpenTransactions.open(broker.kafka.brokers, "open");
    await open.write("open", 0, "x", "y", "z");
    expect((await broker.client.offsets("open"))[0]?.high).toBe(3n);
    const reading = await read(broker.client, { from: [{ topic: "open", partition: 0, start: "earliest" }] });
    const uncommitted = await read(broker.client, {
      from: [{ topic: "open", partition: 0, start: "earliest" }],
      isolation: "read_uncommitted",
    });
    await uncommitted.until(() => uncommitted.records().length === 3);
    await reading.until(() => reading.batches.at(-1)?.highWatermark === 3n);
    expect(reading.records()).toEqual([]);
    await open.end("commit");
    await reading.until(() => reading.records().length === 3, 2_000);
    for (const each of [reading, uncommitted, open]) await each.close();
  });
});
