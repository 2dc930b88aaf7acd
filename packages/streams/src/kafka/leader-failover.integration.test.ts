import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ClusterNode, consoleConsumer, type LocalCluster, startCluster } from "@touchline/local";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type KafkaClient, openKafkaClient } from "./index.ts";
import { read } from "./reading.fixture.ts";

const partitions = [0, 1, 2, 3, 4, 5];
let folder: string;
let cluster: LocalCluster;
let client: KafkaClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-failover-"));
  cluster = await startCluster({ folder });
  client = await openKafkaClient({ brokers: cluster.brokers.split(","), clientId: "test" });
});

afterAll(async () => {
  await client?.close();
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Kills a broker, which leads a third of the partitions, and brings it back, while the work goes on; then the next one. */
async function killEachOf(nodes: readonly ClusterNode[]): Promise<void> {
  for (const node of nodes) {
    await sleep(1_000);
    await node.kill();
    await sleep(4_000);
    await node.start();
    await cluster.inSync();
  }
}

/** Values of a partition as Kafka's own consumer finds them. */
async function consumed(topic: string): Promise<string[][]> {
  const records = await consoleConsumer({ brokers: cluster.brokers, topic });
  return partitions.map((partition) =>
    records.filter((record) => record.partition === partition).map(({ value }) => String(value)),
  );
}

it("no acknowledged record is lost, doubled or moved when leaders die, though each send spans all of them", async () => {
  const topic = "sent";
  await client.admin.create([{ name: topic, partitions: partitions.length }]);
  const producer = await client.producer();
  const reading = await read(client, {
    from: partitions.map((partition) => ({ topic, partition, start: "earliest" as const })),
  });
  let isOver = false;
  const killed = killEachOf(cluster.nodes.slice(0, 1)).finally(() => {
    isOver = true;
  });
  const sends: Promise<void>[] = [];
  const sent: string[] = [];
  for (let i = 0; !isOver; i++) {
    const value = String(i);
    sent.push(value);
    sends.push(
      producer.send(partitions.map((partition) => ({ topic, partition, key: null, value: Buffer.from(value) }))),
    );
    await sleep(5);
  }
  await killed;
  await Promise.all(sends);
  await reading.until(() => reading.records().length >= sent.length * partitions.length, 60_000);
  for (const [partition, values] of (await consumed(topic)).entries()) {
    expect(values).toEqual(sent);
    expect(reading.values(partition)).toEqual(sent);
  }
  await producer.close();
  await reading.close();
});

it("a transaction whose leaders or coordinator die is committed whole, or said to be in doubt", async () => {
  const topic = "committed";
  await client.admin.create([{ name: topic, partitions: partitions.length }]);
  const transactionalId = "failover";
  let writer = await client.transactionalWriter({ transactionalId });
  let isOver = false;
  const killed = killEachOf(cluster.nodes.slice(1)).finally(() => {
    isOver = true;
  });
  const committed: string[] = [];
  const inDoubt: string[] = [];
  for (let i = 0; !isOver || committed.at(-1) !== String(i - 1); i++) {
    const value = String(i);
    try {
      await writer.commit(partitions.map((partition) => ({ topic, partition, key: null, value: Buffer.from(value) })));
      committed.push(value);
    } catch (error) {
      expect(error).toMatchObject({ code: "COMMIT_FAILED" });
      inDoubt.push(value);
      writer = await client.transactionalWriter({ transactionalId });
    }
  }
  await killed;
  const [first = [], ...others] = await consumed(topic);
  expect(first.filter((value) => !inDoubt.includes(value))).toEqual(committed);
  expect(new Set(first).size).toBe(first.length);
  for (const other of others) expect(other).toEqual(first);
  await writer.close();
});
