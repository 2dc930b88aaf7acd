import { openKafkaClient } from "./index.ts";

// Uses everything that may hold a handle, closes the client, and has to end by itself.
const client = await openKafkaClient({ brokers: [String(process.argv[2])], clientId: "closing" });
await client.admin.create([{ name: "closing", partitions: 1 }]);
const record = { topic: "closing", partition: 0, key: null, value: Buffer.from("x") };
const producer = await client.producer();
const writer = await client.transactionalWriter({ transactionalId: "closing" });
for (let i = 0; i < 20; i++) {
  await producer.send([record]);
  await writer.commit([record]);
}
await client.committed("closing", [{ topic: "closing", partition: 0 }]);
await new Promise<unknown>((resolve, reject) => {
  client
    .join({
      group: "closing",
      topics: ["closing"],
      sessionTimeoutMs: 6_000,
      rebalanceTimeoutMs: 6_000,
      metadata: () => Buffer.alloc(0),
      assign: (members) => new Map(members.map(({ memberId }) => [memberId, Buffer.alloc(0)])),
      onAssigned: resolve,
      onRebalance: () => {},
      onLost: reject,
      onFailure: reject,
    })
    .catch(reject);
});
let seen = 0;
await new Promise<void>((resolve, reject) => {
  client
    .reader({
      from: [{ topic: "closing", partition: 0, start: "earliest" }],
      isolation: "read_committed",
      onBatches: (batches) => {
        for (const { records } of batches) seen += records.length;
        if (seen === 40) resolve();
      },
      onFailure: reject,
    })
    .catch(reject);
});
await client.close();
console.log("closed");
