import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openKafkaClient } from "@touchline/streams/kafka";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalCluster, startCluster } from "./cluster.ts";
import { consoleConsumer } from "./console-consumer.ts";

const folder = mkdtempSync(join(tmpdir(), "touchline-cluster-"));
let cluster: LocalCluster;
beforeAll(async () => {
  cluster = await startCluster({ folder });
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("what all had acknowledged is there after each broker was killed, frozen or stopped, one after another", async () => {
  const client = await openKafkaClient({
    brokers: cluster.brokers.split(","),
    clientId: "test",
    // a frozen broker keeps its connections, and is found out only by what it leaves unanswered
    requestTimeoutMs: 2_000,
  });
  await client.admin.create([{ name: "kept", partitions: 3 }]);
  expect(await client.admin.topics()).toEqual([{ name: "kept", partitions: 3, replication: 3, config: {} }]);
  const producer = await client.producer();
  const sent: string[] = [];
  const send = async (value: string) => {
    const records = [0, 1, 2].map((partition) => ({ topic: "kept", partition, key: null, value: Buffer.from(value) }));
    await producer.send(records);
    sent.push(value);
  };

  const [first, second, third] = cluster.nodes;
  await send("all up");
  await first?.kill();
  expect(cluster.nodes.map(({ isUp }) => isUp)).toEqual([false, true, true]);
  await send("one killed");
  await first?.start();
  await cluster.inSync();
  second?.freeze();
  await send("one frozen");
  second?.thaw();
  await cluster.inSync();
  await third?.stop();
  await send("one stopped");
  await third?.start();
  await cluster.inSync();

  const found = await consoleConsumer({ brokers: cluster.brokers, topic: "kept", count: 3 * sent.length });
  for (const partition of [0, 1, 2]) {
    const values = found.filter((record) => record.partition === partition).map(({ value }) => String(value));
    expect(values).toEqual(sent);
  }
  await producer.close();
  await client.close();
});
