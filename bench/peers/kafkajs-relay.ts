/**
 * The floor that latency is compared with: plain kafkajs moving each record from one topic to the next, no state, no
 * transactions, as its documentation shows it. `relay FROM TO` copies; `socket FROM` sends each key to WebSocket clients.
 *
 * Usage: node bench/peers/kafkajs-relay.ts BROKERS relay FROM TO | BROKERS socket FROM
 * Prints one line when ready: `ready` or `ready PORT`.
 */
import { Kafka, logLevel, Partitioners } from "kafkajs";
import { WebSocketServer } from "ws";

const [brokers = "", mode = "", from = "", to = ""] = process.argv.slice(2);
const kafka = new Kafka({ brokers: brokers.split(","), clientId: `floor-${mode}-${from}`, logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: `floor-${mode}-${from}`, maxWaitTimeInMs: 250 });
await consumer.connect();
await consumer.subscribe({ topics: [from], fromBeginning: true });

const started = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));

if (mode === "relay") {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await consumer.run({
    eachBatch: async ({ batch }) => {
      const messages = batch.messages.map(({ key, value, headers }) => ({ key, value, headers: headers ?? {} }));
      await producer.send({ topic: to, messages });
    },
  });
  await started;
  console.log("ready");
} else {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (const { headers } of batch.messages) {
        const frame = String(headers?.["correlation-id"]);
        for (const client of server.clients) client.send(frame);
      }
    },
  });
  await started;
  console.log(`ready ${(server.address() as { port: number }).port}`);
}

process.once("SIGTERM", () => process.exit(0));
