import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalKafka, startKafka } from "@touchline/local";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KafkaClient, openKafkaClient } from "../kafka/index.ts";
import { read } from "../kafka/reading.fixture.ts";
import type { LogClient, ReadingClient } from "../log-client.ts";
import { runTopology } from "../run-topology.ts";
import { counting, counts, words, wordsDeadLetters } from "../testing/counting.fixture.ts";
import { openJsonSerde } from "../testing/json-serdes.ts";
import { openView } from "../view.ts";
import { openPlatformaticClient } from "./index.ts";

const openSerde = openJsonSerde;
let folder: string;
let kafka: LocalKafka;
let writing: KafkaClient;
let reading: ReadingClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-platformatic-"));
  kafka = await startKafka({ folder });
  const options = { brokers: [kafka.brokers], clientId: "counting" };
  writing = await openKafkaClient(options);
  reading = await openPlatformaticClient(options);
  const { changelog } = counting;
  await writing.admin.create([
    ...[words, counts, wordsDeadLetters].map(({ name, partitions }) => ({ name, partitions })),
    { name: changelog.name, partitions: changelog.partitions, config: { "cleanup.policy": "compact" } },
  ]);
});

afterAll(async () => {
  await reading?.close();
  await writing?.close();
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function say(text: string, times: number): Promise<void> {
  const { encode } = await openSerde(words);
  const producer = await writing.producer();
  const value = encode({ schema: "Word", value: { text } });
  const key = Buffer.from("key");
  const partition = writing.partitionFor(key, words.partitions);
  for (let i = 0; i < times; i++) await producer.send([{ topic: words.name, partition, key, value }]);
  await producer.close();
}

test("a view and a topology that restores read by it, and count each record exactly once", async () => {
  const client: LogClient = {
    reader: (options) => reading.reader(options),
    committed: (group, partitions) => reading.committed(group, partitions),
    partitionFor: (key, partitions) => reading.partitionFor(key, partitions),
    partitionCount: (topic) => reading.partitionCount(topic),
    offsets: (topic) => reading.offsets(topic),
    transactionalWriter: (options) => writing.transactionalWriter(options),
    producer: () => writing.producer(),
    join: (options) => writing.join(options),
    fence: (id) => writing.fence(id),
    close: async () => {},
  };
  const seen: number[] = [];
  const apply = (record: { readonly value: unknown }) => void seen.push((record.value as { count: number }).count);
  const onFailure = (error: Error) => expect.unreachable(error.message);
  const view = await openView(counts, { client: reading, openSerde, apply, onFailure });
  await view.caughtUp;
  for (const round of [1, 2, 3]) {
    const app = await runTopology(counting, { client, openSerde, instance: "one" });
    await say(`round ${round}`, 50);
    await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(50 * round);
    await app.stop();
  }
  expect(seen).toEqual(Array.from({ length: 150 }, (_, i) => i + 1));
  await view.close();
});

test("where it deviates: a batch that was damaged on the disk is read as it is, for its checksum is not looked at", async () => {
  const topic = "damaged";
  await writing.admin.create([{ name: topic, partitions: 1 }]);
  const producer = await writing.producer();
  await producer.send([{ topic, partition: 0, key: null, value: Buffer.from("whole") }]);
  await producer.close();
  await kafka.stop();
  const file = join(folder, "log", `${topic}-0`, "00000000000000000000.log");
  const bytes = await readFile(file);
  bytes.write("holes", bytes.indexOf("whole"));
  await writeFile(file, bytes);
  kafka = await startKafka({ folder, port: kafka.port });

  const from = [{ topic, partition: 0, start: 0n }];
  const ours = await read(writing, { from });
  await expect(ours.until(() => false)).rejects.toMatchObject({ code: "UNDECODABLE" });
  const theirs = await read(reading, { from });
  await theirs.until(() => theirs.records().length === 1);
  expect(theirs.values()).toEqual(["holes"]);
  await theirs.close();
});
