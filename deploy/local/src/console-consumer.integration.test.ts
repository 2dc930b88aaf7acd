import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openKafkaClient } from "@touchline/streams/kafka";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consoleConsumer } from "./console-consumer.ts";
import { type LocalKafka, startKafka } from "./kafka.ts";

const folder = mkdtempSync(join(tmpdir(), "touchline-console-"));
let kafka: LocalKafka;
beforeAll(async () => {
  kafka = await startKafka({ folder });
});
afterAll(async () => {
  await kafka.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("Kafka's own consumer gives every byte of keys, values and headers as it was written", async () => {
  const client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "test" });
  await client.admin.create([{ name: "bytes", partitions: 2 }]);
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const headers = { "correlation-id": "wyscout/1/a:b, c\t/1", name: "Müller\n" };
  const producer = await client.producer();
  await producer.send([
    { topic: "bytes", partition: 0, key: everyByte, value: everyByte, timestamp: 1_000, headers },
    { topic: "bytes", partition: 0, key: Buffer.from(""), value: Buffer.from("\\x41"), timestamp: 2_000 },
    { topic: "bytes", partition: 1, key: Buffer.from("k"), value: null, timestamp: 3_000 },
  ]);
  await producer.close();
  await client.close();

  expect(await consoleConsumer({ brokers: kafka.brokers, topic: "bytes", count: 3 })).toEqual([
    { partition: 0, offset: 0n, timestamp: 1_000, headers, key: everyByte, value: everyByte },
    { partition: 0, offset: 1n, timestamp: 2_000, headers: {}, key: Buffer.from(""), value: Buffer.from("\\x41") },
    { partition: 1, offset: 0n, timestamp: 3_000, headers: {}, key: Buffer.from("k"), value: null },
  ]);
});

test("it stops by itself when no more records come", async () => {
  expect(await consoleConsumer({ brokers: kafka.brokers, topic: "bytes" })).toHaveLength(3);
});

test.each([
  ["brokers that cannot be reached", "127.0.0.1:1", "bytes"],
  ["a topic that is not there", undefined, "other"],
])("%s: a failure, not an empty topic", async (_, brokers, topic) => {
  const reading = consoleConsumer({ brokers: brokers ?? kafka.brokers, topic, idleMs: 1_500 });
  await expect(reading).rejects.toMatchObject({ code: "CONSUMER_FAILED" });
});
