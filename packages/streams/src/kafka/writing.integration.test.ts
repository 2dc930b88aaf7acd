import { consoleConsumer } from "@touchline/local";
import { describe, expect, it } from "vitest";
import type { OutRecord } from "../log-client.ts";
import { brokerForTests } from "./broker.fixture.ts";
import { read } from "./reading.fixture.ts";

const broker = brokerForTests();

const out = (topic: string, partition: number, value: string | Buffer): OutRecord => ({
  topic,
  partition,
  key: null,
  value: Buffer.from(value),
});

describe("a producer", () => {
  it("keeps the order of 200 sends at once, per partition, each record once", async () => {
    await broker.client.admin.create([{ name: "order", partitions: 4 }]);
    const producer = await broker.client.producer();
    const sends = Array.from({ length: 200 }, (_, i) =>
      producer.send([0, 1, 2, 3].map((partition) => out("order", partition, `${i}`))),
    );
    await Promise.all(sends);
    const consumed = await consoleConsumer({ brokers: broker.kafka.brokers, topic: "order", count: 800 });
    for (const partition of [0, 1, 2, 3]) {
      const values = consumed.filter((each) => each.partition === partition).map(({ value }) => String(value));
      expect(values).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`));
    }
    await producer.close();
  });

  it("fails only the sends that have to do with what failed", async () => {
    await broker.client.admin.create([{ name: "partly", partitions: 1 }]);
    const producer = await broker.client.producer();
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
    const reading = await read(broker.client, { from: [{ topic: "partly", partition: 0, start: "earliest" }] });
    await reading.until(() => reading.records().length === 3);
    expect(reading.values()).toEqual(["good", "after", "later"]);
    await reading.close();
    await producer.close();
  });

  it("writes keys, values, headers and timestamps that Kafka's own consumer reads back", async () => {
    await broker.client.admin.create([{ name: "whole", partitions: 1 }]);
    const producer = await broker.client.producer();
    const timestamp = Date.now() - 1_000;
    const headers = { "correlation-id": "wyscout:1/é", empty: "" };
    await producer.send([
      { topic: "whole", partition: 0, key: Buffer.from("ключ"), value: Buffer.from([0, 1, 255]), timestamp, headers },
    ]);
    const [record] = await consoleConsumer({ brokers: broker.kafka.brokers, topic: "whole", count: 1 });
    expect(record).toMatchObject({ offset: 0n, timestamp, headers: { "correlation-id": "wyscout:1/é" } });
    expect(record?.key).toEqual(Buffer.from("ключ"));
    expect(record?.value).toEqual(Buffer.from([0, 1, 255]));
    await producer.close();
  });
});

describe("topics", () => {
  it("are made, described, configured and deleted", async () => {
    await broker.client.admin.create([
      { name: "made", partitions: 3, config: { "retention.ms": "60000", "cleanup.policy": "compact" } },
    ]);
    const made = async () => (await broker.client.admin.topics()).find(({ name }) => name === "made");
    expect(await made()).toEqual({
      name: "made",
      partitions: 3,
      replication: 1,
      config: { "cleanup.policy": "compact", "retention.ms": "60000" },
    });
    await broker.client.admin.alterConfig("made", { "retention.ms": null, "segment.ms": "1000000" });
    const config = { "cleanup.policy": "compact", "segment.ms": "1000000" };
    await expect.poll(async () => (await made())?.config).toEqual(config);
    await expect(broker.client.admin.create([{ name: "made", partitions: 3 }])).rejects.toThrow("made");
    await expect(broker.client.admin.alterConfig("made", { "retention.ms": "soon" })).rejects.toThrow("retention.ms");
    await broker.client.admin.deleteTopics(["made"]);
    expect(await made()).toBeUndefined();
    await expect(broker.client.partitionCount("made")).rejects.toMatchObject({ code: "TOPIC_MISSING" });
    await expect(broker.client.admin.deleteTopics(["made"])).rejects.toMatchObject({ code: "TOPIC_MISSING" });
  });
});
