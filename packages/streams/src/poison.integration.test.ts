import { mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consoleConsumer, type LocalKafka, startKafka } from "@touchline/local";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { replayLetters } from "./dead-letters/index.ts";
import { readToEnd } from "./dead-letters/read-to-end.ts";
import { type KafkaClient, openKafkaClient } from "./kafka/index.ts";
import type { LogClient, OutRecord } from "./log-client.ts";
import { type RunOptions, runTopology } from "./run-topology.ts";
import { keyValueStore } from "./store.ts";
import { type Word, words, wordsDeadLetters } from "./testing/counting.fixture.ts";
import { openJsonSerde } from "./testing/json-serdes.ts";
import { source, topology } from "./topology.ts";

const openSerde = openJsonSerde;
const ledger = "letters.replayed";
const keys = ["a", "b", "c", "d", "e", "f", "g"];
let folder: string;
let kafka: LocalKafka;
let admin: KafkaClient;

const connect = () => openKafkaClient({ brokers: [kafka.brokers], clientId: "poison" });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-poison-"));
  kafka = await startKafka({ folder });
  admin = await connect();
  const large = { "max.message.bytes": "2000000" };
  const compact = { "cleanup.policy": "compact" };
  await admin.admin.create([
    { name: words.name, partitions: 3, config: large },
    { name: clean.name, partitions: 3 },
    { name: wordsDeadLetters.name, partitions: 3 },
    { name: ledger, partitions: 1 },
    ...["soiled", "clean"].map((name) => ({ name: `${name}.changelog`, partitions: 3, config: compact })),
  ]);
});

afterAll(async () => {
  await admin?.close();
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

const clean = { ...words, name: "words.clean" };
const stores = { sums: keyValueStore<{ readonly count: number; readonly sum: number }>("sums") };

/** Sums numbers by key, in whatever order they come. Has the defect that it takes no 13, until that is mended. */
function summing(application: string, topic: typeof words, isMended: boolean) {
  const only = source<typeof words.schemas, typeof stores>({
    topic,
    deadLetters: wordsDeadLetters,
    process({ key, value: { text } }, { stores, deadLetter }) {
      if (text.endsWith("13") && !isMended) throw new Error("unlucky");
      const number = Number(text);
      if (Number.isNaN(number)) return deadLetter({ code: "NO_NUMBER", message: text });
      const { count, sum } = stores.sums.get(key) ?? { count: 0, sum: 0 };
      stores.sums.put(key, { count: count + 1, sum: sum + number });
    },
  });
  const changelog = { name: `${application}.changelog`, partitions: 3 };
  return topology({ application, changelog, stores, sources: [only], sinks: [] });
}

test("of a source with 1 % poison all else is folded without a stall, and each poisonous record is a letter, once", async () => {
  const { letters } = await runToEnd("soiled", words, false, () => produce(words, withPoison()));
  expect(letters).toEqual({ PROCESSOR_FAILED: 30, UNDECODABLE: 9, NO_NUMBER: 9, TOMBSTONE_REFUSED: 9 });
  const found = await consumed(wordsDeadLetters.name);
  expect(found).toHaveLength(57);
  const cut = found.filter(({ headers }) => JSON.parse(headers["dead-letter"] ?? "{}").payload === "cut");
  expect(cut).toHaveLength(3);
});

test("a replay that is killed and run again gives the state that a source without poison gives", async () => {
  const options = { openSerde, deadLetters: wordsDeadLetters, ledger, transactionRecords: 4 };
  const wanted = ({ code }: { code: string }) => code === "PROCESSOR_FAILED";
  const dying = await connect();
  let commits = 0;
  const killed = new Promise<void>((resolve) => {
    const client = mortal(dying, () => ++commits === 4, resolve);
    void replayLetters({ ...options, client, wanted });
  });
  await killed;
  await dying.close();
  const { replayed, before } = await replayLetters({ ...options, client: admin, wanted });
  expect(replayed + before).toBe(30);
  expect(before).toBeGreaterThanOrEqual(12);
  expect(await replayLetters({ ...options, client: admin, wanted })).toEqual({ replayed: 0, before: 30, refused: [] });

  await runToEnd("soiled", words, true, async () => {});
  await runToEnd("clean", clean, true, () => produce(clean, numbers()));
  const state = await stateOf("clean.changelog");
  expect(Object.keys(state)).toHaveLength(keys.length);
  expect(await stateOf("soiled.changelog")).toEqual(state);
});

test("records too large for their letters are replayed from where they stand", async () => {
  const options = { openSerde, deadLetters: wordsDeadLetters, ledger, client: admin };
  const wanted = ({ note }: { note: { payload: string } | undefined }) => note?.payload === "cut";
  expect(await replayLetters({ ...options, wanted })).toEqual({ replayed: 3, before: 0, refused: [] });
  const found = await consumed(words.name);
  const large = found.filter(({ value }) => (value?.length ?? 0) > 1_000_000);
  expect(large).toHaveLength(6);
  for (const { value } of large) expect(value?.equals(huge)).toBe(true);
});

test("a batch whose bytes were damaged on the disk is one letter, and what follows is folded", async () => {
  const before = await endOf(words.name, 1);
  await produce(words, [{ key: keyOf(1), text: "1" }]);
  const damaged = await endOf(words.name, 1);
  await produce(words, [{ key: keyOf(1), text: "2" }]);
  await produce(words, [{ key: keyOf(1), text: "3" }]);
  await admin.close();
  await kafka.stop();
  await damage(join(folder), `${words.name}-1`, Buffer.from('"text":"2"'));
  kafka = await startKafka({ folder, port: kafka.port });
  admin = await connect();
  const state = await stateOf("soiled.changelog");
  const { letters } = await runToEnd("soiled", words, true, async () => {});
  expect(damaged).toBe(before + 1n);
  // the large ones that were replayed are refused again, as they were
  expect(letters).toEqual({ UNDECODABLE: 3, BATCH_UNDECODABLE: 1 });
  const key = keyOf(1);
  const { count = 0, sum = 0 } = state[key] ?? {};
  expect((await stateOf("soiled.changelog"))[key]).toEqual({ count: count + 2, sum: sum + 4 });
});

type Item = { readonly key: string; readonly text: string } | { readonly key: string; readonly value: Buffer | null };

const huge = Buffer.alloc(1_200_000, "{");
const keyOf = (partition: number) =>
  keys.find((key) => admin.partitionFor(Buffer.from(key), words.partitions) === partition) as string;

/** Every hundredth is a 13. */
function numbers(): Item[] {
  return Array.from({ length: 3_000 }, (_, i) => ({
    key: keys[i % keys.length] as string,
    text: String(i % 100 === 13 ? i : i % 13),
  }));
}

/** The numbers, of which 30 are taken for poison by a defect, with 27 records in between that are poison. */
function withPoison(): Item[] {
  return numbers().flatMap((item, i): Item[] => {
    if (i % 333 !== 100) return [item];
    const kind = Math.floor(i / 333) % 3;
    const junk = kind === 0 ? huge : Buffer.from("{junk");
    return [item, { key: item.key, value: junk }, { key: item.key, text: "no number" }, { key: item.key, value: null }];
  });
}

async function produce(topic: typeof words, items: readonly Item[]): Promise<void> {
  const producer = await admin.producer();
  const serde = await openSerde(topic);
  const encode = (text: string) => serde.encode({ schema: "Word", value: { text } as Word });
  for (let from = 0; from < items.length; from += 100) {
    const records = items.slice(from, from + 100).map((item): OutRecord => {
      const key = Buffer.from(item.key);
      const value = "text" in item ? encode(item.text) : item.value;
      return { topic: topic.name, partition: admin.partitionFor(key, topic.partitions), key, value };
    });
    await producer.send(records);
  }
  await producer.close();
}

/** Runs the application until it has folded all that `meanwhile` has produced; gives its letters by code. */
async function runToEnd(
  application: string,
  topic: typeof words,
  isMended: boolean,
  meanwhile: () => Promise<void>,
): Promise<{ letters: Record<string, number> }> {
  const letters: Record<string, number> = {};
  const lags = new Map<number, number>();
  const observer: RunOptions["observer"] = {
    refused: (_record, code) => {
      letters[code] = (letters[code] ?? 0) + 1;
    },
    lag: (_topic, partition, records) => void lags.set(partition, records),
  };
  const client = await connect();
  const app = await runTopology(summing(application, topic, isMended), {
    client,
    openSerde,
    instance: "one",
    observer,
  });
  await meanwhile();
  lags.clear();
  const atEnd = () => expect([...lags.values()]).toEqual([0, 0, 0]);
  await vi.waitFor(atEnd, { timeout: 60_000, interval: 100 });
  await app.stop();
  await client.close();
  return { letters };
}

/** The last value of each entry in a changelog, as Kafka's own consumer finds it. */
async function stateOf(changelog: string): Promise<Record<string, { count: number; sum: number }>> {
  const state: Record<string, { count: number; sum: number }> = {};
  for (const { key, value } of await consumed(changelog)) {
    const [kind, , name] = JSON.parse(String(key));
    if (kind === "store") state[name] = JSON.parse(String(value));
  }
  return state;
}

/** All records of a topic as Kafka's own consumer finds them: as many as ours, so that nothing has to be guessed from its silence. */
async function consumed(topic: string) {
  let count = 0;
  for await (const { records } of readToEnd(admin, topic)) count += records.length;
  return consoleConsumer({ brokers: kafka.brokers, topic, count, idleMs: 30_000 });
}

async function endOf(topic: string, partition: number): Promise<bigint> {
  return (await admin.offsets(topic))[partition]?.high ?? 0n;
}

/** Changes one byte of what the broker keeps of a partition, behind its back. */
async function damage(folder: string, partition: string, where: Buffer): Promise<void> {
  const found = (await readdir(folder, { recursive: true })).filter(
    (path) => path.includes(`${partition}/`) && path.endsWith(".log"),
  );
  const file = await open(join(folder, found[0] as string), "r+");
  const bytes = await file.readFile();
  const at = bytes.lastIndexOf(where);
  expect(at).toBeGreaterThan(0);
  await file.write(Buffer.from([(bytes[at] as number) ^ 1]), 0, 1, at);
  await file.close();
}

/** A client whose process dies in the middle of the commit for which `dies` says so. */
function mortal(client: LogClient, dies: () => boolean, died: () => void): LogClient {
  return {
    ...client,
    transactionalWriter: async (options) => {
      const writer = await client.transactionalWriter(options);
      return {
        close: () => writer.close(),
        commit: async (records, held) => {
          if (!dies()) return writer.commit(records, held);
          void writer.commit(records, held).catch(() => {});
          setTimeout(died, 5);
          return new Promise<never>(() => {});
        },
      };
    },
  };
}
