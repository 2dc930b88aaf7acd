import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Consumer, MessagesStreamModes } from "@platformatic/kafka";
import { type LocalKafka, startKafka } from "@touchline/local";
import kafkajs from "kafkajs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type KafkaClient, openKafkaClient } from "./kafka/index.ts";
import { read } from "./kafka/reading.fixture.ts";
import { OpenTransactions } from "./kafka/transaction.fixture.ts";
import { out } from "./log-client.contract.ts";

// Why the fetch loops are our own: the consumers of both packages on a log that the contract has ours read.

const topic = "overlapping";
let folder: string;
let kafka: LocalKafka;
let client: KafkaClient;

/** Transactions of two producers that overlap, aborted, then one of each that is committed. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-consumers-"));
  kafka = await startKafka({ folder });
  client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "test" });
  await client.admin.create([{ name: topic, partitions: 1 }]);
  const [a, b] = [await OpenTransactions.open(kafka.brokers, "a"), await OpenTransactions.open(kafka.brokers, "b")];
  for (const _ of [1, 2]) {
    await a.write(topic, 0, "aborted");
    await b.write(topic, 0, "aborted");
    await a.write(topic, 0, "aborted");
    await b.write(topic, 0, "aborted");
    await a.end("abort");
    await b.end("abort");
  }
  await a.write(topic, 0, "committed");
  await a.end("commit");
  const producer = await client.producer();
  await producer.send([out(topic, 0, "last")]);
  await producer.close();
  a.close();
  b.close();
});

afterAll(async () => {
  await client?.close();
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

it("ours shows nothing that was aborted", async () => {
  const reading = await read(client, { from: [{ topic, partition: 0, start: 0n }] });
  await reading.until(() => reading.values().includes("last"));
  expect(reading.values()).toEqual(["committed", "last"]);
  await reading.close();
});

it("kafkajs's consumer hands out records of aborted transactions, read_committed", async () => {
  const { Kafka, logLevel } = kafkajs;
  const consumer = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).consumer({ groupId: "kafkajs" });
  const seen: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => void seen.push(String(message.value)) });
  await expect.poll(() => seen, { timeout: 20_000 }).toContain("last");
  await consumer.disconnect();
  expect(seen).toContain("aborted");
});

it("@platformatic/kafka's consumer hands out records of aborted transactions, read_committed", async () => {
  const consumer = new Consumer({ clientId: "test", groupId: "platformatic", bootstrapBrokers: [kafka.brokers] });
  const seen: string[] = [];
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST, isolationLevel: 1 });
  stream.on("data", ({ value }) => void seen.push(String(value)));
  await expect.poll(() => seen, { timeout: 20_000 }).toContain("last");
  await stream.close();
  await consumer.close(true);
  expect(seen).toContain("aborted");
});
