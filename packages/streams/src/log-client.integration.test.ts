import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalKafka, startKafka } from "@touchline/local";
import { afterAll, beforeAll, vi } from "vitest";
import { brokerContract, fillForContract } from "./broker-client.contract.ts";
import { type MortalBroker, outageContract } from "./broker-outage.contract.ts";
import { type KafkaClient, openKafkaClient } from "./kafka/index.ts";
import { OpenTransactions } from "./kafka/transaction.fixture.ts";
import { readingContract } from "./log-client.contract.ts";
import { openPlatformaticClient } from "./platformatic/index.ts";

const implementations = [
  ["kafka", openKafkaClient],
  ["platformatic", openPlatformaticClient],
] as const;

let folder: string;
let kafka: LocalKafka;
let writer: KafkaClient;
const open: OpenTransactions[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-contract-"));
  kafka = await startKafka({ folder });
  writer = await openKafkaClient({ brokers: [kafka.brokers], clientId: "writer" });
  await fillForContract({ brokers: kafka.brokers, writer });
});

afterAll(async () => {
  for (const each of open) each.close();
  await writer?.close();
  await kafka?.stop();
  await rm(folder, { recursive: true, force: true });
});

const broker = (): MortalBroker => ({
  brokers: kafka.brokers,
  writer,
  async killAndStart() {
    await kafka.kill();
    kafka = await startKafka({ folder, port: kafka.port });
  },
  async frozen(work) {
    process.kill(-kafka.pid, "SIGSTOP");
    try {
      await work();
    } finally {
      process.kill(-kafka.pid, "SIGCONT");
      // one that stood still is let in again by its controller a moment later: then it makes topics
      const name = `thawed-${performance.now()}`;
      await vi.waitFor(() => writer.admin.create([{ name, partitions: 1 }]), { timeout: 15_000, interval: 100 });
    }
  },
});

for (const [name, opening] of implementations) {
  readingContract(name, async () => {
    const producer = await writer.producer();
    const client = await opening({ brokers: [kafka.brokers], clientId: "test" });
    return {
      client,
      create: (topic, partitions) => writer.admin.create([{ name: topic, partitions }]),
      send: (records) => producer.send(records),
      async transactions(id) {
        const transactions = await OpenTransactions.open(kafka.brokers, id);
        open.push(transactions);
        return transactions;
      },
    };
  });
  brokerContract(name, broker, opening);
}

for (const [name, opening] of implementations) outageContract(name, broker, opening);
