import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { consoleConsumer, type LocalKafka, startKafka } from "@touchline/local";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openKafkaClient } from "./index.ts";
import { read } from "./reading.fixture.ts";

let folder: string;
let kafka: LocalKafka;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-kafka-"));
  kafka = await startKafka({ folder });
});

afterAll(async () => {
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

it("a broker that is killed and started again costs the producer and the reader nothing but time", async () => {
  const topic = "killed";
  const client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "test" });
  await client.admin.create([{ name: topic, partitions: 3 }]);
  const producer = await client.producer();
  const from = [0, 1, 2].map((partition) => ({ topic, partition, start: "earliest" as const }));
  const reading = await read(client, { from });

  const count = 3_000;
  const sends: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    sends.push(producer.send([{ topic, partition: i % 3, key: null, value: Buffer.from(`${i}`) }]));
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (i === 1_000) {
      await kafka.kill();
      kafka = await startKafka({ folder, port: kafka.port });
    }
  }
  await Promise.all(sends);
  await reading.until(() => reading.records().length >= count, 60_000);
  const consumed = await consoleConsumer({ brokers: kafka.brokers, topic });
  for (const partition of [0, 1, 2]) {
    const sent = Array.from({ length: count / 3 }, (_, i) => `${i * 3 + partition}`);
    const kept = consumed.filter((each) => each.partition === partition).map(({ value }) => String(value));
    expect(kept).toEqual(sent);
    expect(reading.values(partition)).toEqual(sent);
  }
  await client.close();
});

it("a writer whose broker is killed commits or says that it does not know, and its successor goes on", async () => {
  const topic = "killed-transactions";
  const client = await openKafkaClient({ brokers: [kafka.brokers], clientId: "test" });
  await client.admin.create([{ name: topic, partitions: 2 }]);
  let writer = await client.transactionalWriter({ transactionalId: "killed" });
  const committed: number[] = [];
  const unknown: number[] = [];
  const deadline = performance.now() + 60_000;
  let restarted: Promise<void> | undefined;
  for (let i = 0; i < 600 || committed.at(-1) !== i - 1; i++) {
    if (performance.now() > deadline) throw new Error("no commit in time");
    if (i === 200) {
      restarted = (async () => {
        await kafka.kill();
        kafka = await startKafka({ folder, port: kafka.port });
      })();
    }
    const value = Buffer.from(`${i}`);
    try {
      await writer.commit([0, 1].map((partition) => ({ topic, partition, key: null, value })));
      committed.push(i);
    } catch (error) {
      expect(error).toMatchObject({ code: "COMMIT_FAILED" });
      unknown.push(i);
      writer = await client.transactionalWriter({ transactionalId: "killed" });
    }
  }
  await restarted;
  const consumed = await consoleConsumer({ brokers: kafka.brokers, topic });
  const [first, second] = [0, 1].map((p) =>
    consumed.filter(({ partition }) => partition === p).map((r) => Number(r.value)),
  );
  expect(first).toEqual(second);
  expect(first?.filter((i) => !unknown.includes(i))).toEqual(committed);
  expect(new Set(first).size).toBe(first?.length);
  await client.close();
});

it("a process that has closed its client ends by itself and has printed nothing", async () => {
  const script = fileURLToPath(new URL("./closing.fixture.ts", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, kafka.brokers], { timeout: 30_000 });
  expect(stderr).toBe("");
  expect(stdout).toBe("closed\n");
});
