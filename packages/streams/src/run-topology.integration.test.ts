import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consoleConsumer, type LocalKafka, startKafka } from "@touchline/local";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KafkaClient, openKafkaClient } from "./kafka/index.ts";
import type { LogClient, OutRecord, TransactionalWriter } from "./log-client.ts";
import type { StreamsObserver } from "./observer.ts";
import { runTopology } from "./run-topology.ts";
import { counting, counts, words, wordsDeadLetters } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { openView } from "./view.ts";

const openSerde = openJsonSerde;
/** Who starts under it takes the place of who died under it. */
const instance = "one";
const keys = ["a", "b", "c", "d", "e", "f", "g"];
let folder: string;
let kafka: LocalKafka;
let admin: KafkaClient;

const connect = () => openKafkaClient({ brokers: [kafka.brokers], clientId: "counting" });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-streams-"));
  kafka = await startKafka({ folder });
  admin = await connect();
  const compact = { "cleanup.policy": "compact" };
  const { changelog } = counting;
  await admin.admin.create([
    ...[words, counts, wordsDeadLetters].map(({ name, partitions }) => ({ name, partitions })),
    { name: changelog.name, partitions: changelog.partitions, config: compact },
  ]);
});

afterAll(async () => {
  await admin?.close();
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("an application that is killed again and again in the middle counts each record exactly once", async () => {
  const total = 3_000;
  const produced = produce(total);
  for (let kill = 0; kill < 8; kill++) await runUntilKilled(3 * kill);
  const client = await connect();
  const app = await runTopology(counting, { client, openSerde, instance });
  await produced;
  await outputs(total);
  await app.stop();
  await client.close();

  const found = await countsByKey();
  for (const [i, key] of keys.entries()) expect(found[key]).toEqual(upTo(Math.ceil((total - i) / keys.length)));
});

test("commits that are cut off are settled by fencing, in the same process, and each record counts once", async () => {
  let recoveries = 0;
  const found = await countsByKey();
  const before = Object.values(found).flat().length;
  const client = await connect();
  const observer: StreamsObserver = { recovering: () => void recoveries++ };
  const limits = { transactionRecords: 100 };
  const app = await runTopology(counting, { client: cutting(client), openSerde, instance, observer, limits });
  await produce(1_400);
  await outputs(before + 1_400);
  await app.stop();
  await client.close();
  expect(recoveries).toBeGreaterThan(1);
  const after = await countsByKey();
  for (const key of keys) expect(after[key]).toEqual(upTo((found[key]?.length ?? 0) + 200));
});

test("an application goes on through its broker's death and return", async () => {
  const found = await countsByKey();
  const before = Object.values(found).flat().length;
  const client = await connect();
  const app = await runTopology(counting, { client, openSerde, instance });
  const produced = produce(1_400);
  await outputs(before + 300);
  await kafka.kill();
  kafka = await startKafka({ folder, port: kafka.port });
  await produced;
  await outputs(before + 1_400);
  expect(app.state).toBe("running");
  await app.stop();
  await client.close();
  const after = await countsByKey();
  for (const key of keys) expect(after[key]).toEqual(upTo((found[key]?.length ?? 0) + 200));
});

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/** Counts of each key as Kafka's own consumer finds them. */
async function countsByKey(): Promise<Record<string, number[]>> {
  const byKey: Record<string, number[]> = {};
  for (const { key, value } of await consoleConsumer({ brokers: kafka.brokers, topic: counts.name })) {
    byKey[String(key)] = [...(byKey[String(key)] ?? []), JSON.parse(String(value)).value.count];
  }
  return byKey;
}

/** Starts the application, lets it commit something, and ends it without farewell some ms later. */
async function runUntilKilled(afterMs: number): Promise<void> {
  const client = await connect();
  let dead = false;
  await new Promise<void>((resolve, reject) => {
    const observer: StreamsObserver = { committed: () => void setTimeout(resolve, afterMs) };
    const limits = { transactionRecords: 50 };
    runTopology(counting, { client: mortal(client, () => dead), openSerde, instance, observer, limits }).catch(reject);
  });
  dead = true;
  await client.close();
}

/** Resolves when so many outputs are committed. */
async function outputs(total: number): Promise<void> {
  let seen = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const apply = () => {
    if (++seen === total) resolve();
  };
  const view = await openView(counts, { client: admin, openSerde, apply, onFailure: reject });
  await promise;
  await view.close();
}

/** A client whose every fourth commit is cut off while it is under way, somewhat later each time. */
function cutting(client: LogClient): LogClient {
  let commits = 0;
  return {
    ...client,
    transactionalWriter: async (options) => {
      const writer = await client.transactionalWriter(options);
      const commit: TransactionalWriter["commit"] = (records, held) => {
        if (++commits % 4 === 0) setTimeout(() => void writer.close(), commits / 4);
        return writer.commit(records, held);
      };
      return { commit, close: () => writer.close() };
    },
  };
}

/** A client as a process has it: once dead, nothing that it had begun comes back to the application. */
function mortal(client: LogClient, dead: () => boolean): LogClient {
  const never = new Promise<never>(() => {});
  const alive = async <T>(answer: Promise<T>): Promise<T> => {
    const settled = await answer.catch((error) => (dead() ? never : Promise.reject(error)));
    return dead() ? never : settled;
  };
  return {
    ...client,
    transactionalWriter: async (options) => {
      const writer = await client.transactionalWriter(options);
      return { commit: (records, held) => alive(writer.commit(records, held)), close: () => writer.close() };
    },
    join: (options) =>
      client.join({
        ...options,
        onRebalance: () => !dead() && options.onRebalance(),
        onAssigned: (...share) => !dead() && options.onAssigned(...share),
        onLost: (error) => !dead() && options.onLost(error),
        onFailure: (error) => !dead() && options.onFailure(error),
      }),
    reader: (options) =>
      client.reader({
        ...options,
        onBatches: (batches) => (dead() ? never : options.onBatches(batches)),
        onFailure: (error) => !dead() && options.onFailure(error),
      }),
  };
}

async function produce(total: number): Promise<void> {
  const producer = await admin.producer();
  const serde = await openSerde(words);
  for (let from = 0; from < total; from += 100) {
    const records: OutRecord[] = [];
    for (let i = from; i < from + 100; i++) {
      const key = Buffer.from(keys[i % keys.length] as string);
      const value = serde.encode({ schema: "Word", value: { text: `w${i % 5}` } });
      records.push({ topic: words.name, partition: admin.partitionFor(key, words.partitions), key, value });
    }
    await producer.send(records);
  }
  await producer.close();
}
