import { setTimeout as sleep } from "node:timers/promises";
import kafkajs from "kafkajs";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TopicPartition } from "../log-client.ts";
import { BrokerConnection } from "./broker-connection.ts";
import { ByteWriter } from "./byte-writer.ts";
import { encodeBatch } from "./encode-batch.ts";
import { openKafkaClient } from "./kafka-client.ts";
import { type KafkaClientOptions, settingsOf } from "./kafka-options.ts";
import { metadata as askMetadata } from "./protocol.ts";
import { read } from "./reading.fixture.ts";
import {
  type Asked,
  acknowledged,
  fetched,
  metadata,
  produced,
  producerId,
  type Reply,
  ScriptedBroker,
  versions,
} from "./scripted-broker.fixture.ts";

// What these brokers do, a real one does not do when asked. docs/kafkajs-defects.md tells which defect each test is about.

const brokers: ScriptedBroker[] = [];
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0)) await close();
  for (const broker of brokers.splice(0)) await broker.close();
});

async function scripted(script: (asked: Asked) => Reply | Promise<Reply>): Promise<ScriptedBroker> {
  const broker = await ScriptedBroker.start(script);
  brokers.push(broker);
  return broker;
}

async function client(options: Partial<KafkaClientOptions> = {}) {
  const opened = await openKafkaClient({
    brokers: brokers.map(({ address }) => address),
    clientId: "test",
    connectTimeoutMs: 200,
    requestTimeoutMs: 200,
    recoverForMs: 5_000,
    ...options,
  });
  closing.push(() => opened.close());
  return opened;
}

const topic = "t";
const out = (partition: number, value: string) => ({ topic, partition, key: null, value: Buffer.from(value) });

function batchOf(value: string): Buffer {
  return encodeBatch([out(0, value)], { producerId: -1n, producerEpoch: -1, transactional: false }, -1, 0);
}

/** A broker that leads the only partition, with one record in it, and behaves unless the fault has its way. */
async function withFault(fault: (asked: Asked) => Reply | undefined): Promise<ScriptedBroker> {
  const broker = await scripted((asked) => {
    const faulty = fault(asked);
    if (faulty !== undefined) return faulty;
    if (asked.api === "ApiVersions") return versions();
    if (asked.api === "Metadata") return metadata([broker], { [topic]: [0] });
    if (asked.api !== "Fetch") return "hang up";
    asked.body.slice(21);
    asked.body.int32();
    asked.body.int32();
    asked.body.string();
    asked.body.slice(12);
    const offset = asked.body.int64();
    const at = { topic, partition: 0, end: 1n };
    return fetched(offset === 0n ? { ...at, batches: batchOf("here") } : at);
  });
  return broker;
}

describe("a connection", () => {
  it("arms no timer while nothing waits to be sent, and none with a delay in the past", async () => {
    const broker = await scripted(({ api }) => {
      if (api === "ApiVersions") return versions();
      if (api === "SaslHandshake") return new ByteWriter(16).int16(0).int32(1).string("PLAIN");
      if (api === "SaslAuthenticate") return new ByteWriter(16).int16(0).string(null).int32(0).int64(0n);
      return metadata([broker], {});
    });
    const sasl = { mechanism: "plain", username: "mary", password: "sesame" } as const;
    const settings = settingsOf({ brokers: [broker.address], clientId: "test", sasl });
    const connection = await BrokerConnection.open({ host: "127.0.0.1", port: broker.port }, settings);
    await connection.request(askMetadata([]));
    const timers = vi.spyOn(globalThis, "setTimeout");
    await connection.request(askMetadata([]));
    await sleep(100);
    // the watch over the request itself
    expect(timers.mock.calls.map(([, delay]) => delay)).toEqual([settings.requestTimeoutMs]);
    connection.close();
  });
});

describe("records for two brokers, one of which dies before it answers", () => {
  /** The first broker takes what is for it; the second hangs up once, and the first then leads all there is. */
  async function failover() {
    const kept: TopicPartition[] = [];
    let dead = false;
    const script = (node: number) => (asked: Asked) => {
      if (asked.api === "ApiVersions") return versions();
      if (asked.api === "Metadata") return metadata(dead ? [first] : [first, second], { [topic]: [0, dead ? 0 : 1] });
      if (asked.api === "InitProducerId") return producerId();
      if (asked.api !== "Produce" || node === 1) {
        dead = true;
        return "hang up";
      }
      const partitions = produced(asked.body);
      kept.push(...partitions);
      return acknowledged(partitions);
    };
    const first = await scripted(script(0));
    const second = await scripted(script(1));
    return kept;
  }

  it("all reach the leaders that there are when they are acknowledged", async () => {
    const kept = await failover();
    const producer = await (await client()).producer();
    await producer.send([out(0, "zero"), out(1, "one")]);
    expect(kept.map(({ partition }) => partition).sort()).toEqual([0, 1]);
  });

  it("are lost in part, though acknowledged, by kafkajs's own producer: why ours is not built on it", async () => {
    const kept = await failover();
    const { Kafka, logLevel } = kafkajs;
    const stock = new Kafka({
      brokers: brokers.map(({ address }) => address),
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 10 },
    }).producer({
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition ?? 0,
    });
    closing.push(() => stock.disconnect());
    await stock.connect();
    const messages = [0, 1].map((partition) => ({ partition, value: `${partition}` }));
    await stock.send({ topic, messages });
    expect(kept.map(({ partition }) => partition)).toEqual([0]);
  });
});

describe("a reader", () => {
  const first = [{ topic, partition: 0, start: 0n }];

  it.each(["ApiVersions", "Metadata", "Fetch"])(
    "is not stalled by a broker that never answers to %s",
    async (silent) => {
      let silences = 0;
      await withFault(({ api }) => (api === silent && silences++ === 0 ? "silence" : undefined));
      const reading = await read(await client(), { from: first, maxWaitMs: 50 });
      await reading.until(() => reading.values().includes("here"), 5_000);
      expect(silences).toBeGreaterThan(1);
    },
  );

  it("asks again for the leader of a partition that has none", async () => {
    let without = 0;
    const broker = await withFault(({ api }) =>
      api === "Metadata" && without++ < 3 ? metadata([broker], { [topic]: [-1] }) : undefined,
    );
    const reading = await read(await client(), { from: first, maxWaitMs: 50 });
    await reading.until(() => reading.values().includes("here"), 5_000);
    expect(without).toBeGreaterThan(3);
  });

  it.each([6, 74, 75, 3, 78, 9, 56])("goes on after error %i, which passes", async (errorCode) => {
    let failed = false;
    await withFault(({ api }) => {
      if (api !== "Fetch" || failed) return undefined;
      failed = true;
      return fetched({ topic, partition: 0, errorCode });
    });
    const reading = await read(await client(), { from: first, maxWaitMs: 50 });
    await reading.until(() => reading.values().includes("here"), 5_000);
  });

  it.each([29, 1234])("fails, instead of asking for ever, with error %i", async (errorCode) => {
    await withFault(({ api }) => (api === "Fetch" ? fetched({ topic, partition: 0, errorCode }) : undefined));
    const reading = await read(await client(), { from: first, maxWaitMs: 50 });
    await expect(reading.until(() => false, 5_000)).rejects.toThrow(`(${errorCode})`);
  });

  it("fails where the log-in is never answered, and says so", async () => {
    await withFault(({ api }) => (api === "SaslHandshake" ? "silence" : undefined));
    const sasl = { mechanism: "plain", username: "u", password: "p" } as const;
    const opened = await client({ sasl });
    await expect(opened.admin.reachable()).rejects.toMatchObject({
      code: "BROKER_UNREACHABLE",
      message: expect.stringContaining("no answer to the log-in in 200 ms"),
    });
  });
});

describe("a change of topics whose answer is lost", () => {
  /** Hangs up on the first request for it; the second gets this code. */
  async function lostOnce(codeThen: number) {
    const broker = await withFault(({ api }) => {
      if (api !== "CreateTopics") return undefined;
      if (broker.asked.filter((each) => each === api).length === 1) return "hang up";
      const answer = new ByteWriter(32).int32(0);
      return answer.array([topic], (name) => answer.string(name).int16(codeThen).string(null));
    });
    const { admin } = await client();
    const creation = admin.create([{ name: topic, partitions: 1 }]);
    return { creation, times: () => broker.asked.filter((each) => each === "CreateTopics").length };
  }

  it("is asked for once more, and done where the broker says that it is there by now", async () => {
    const { creation, times } = await lostOnce(36);
    await creation;
    expect(times()).toBe(2);
  });

  it("is refused where the broker says anything else", async () => {
    const { creation } = await lostOnce(37);
    await expect(creation).rejects.toThrow(/cannot create topic/);
  });
});

describe("records that a broker refuses", () => {
  it("for good are tried once, and the error says what to mend", async () => {
    const broker = await withFault(({ api, body }) => {
      if (api === "InitProducerId") return producerId();
      return api === "Produce" ? acknowledged(produced(body), 32) : undefined;
    });
    const producer = await (await client()).producer();
    const refused = { code: "WRITE_REFUSED", retriable: false, message: expect.stringContaining("INVALID_TIMESTAMP") };
    await expect(producer.send([out(0, "from the future")])).rejects.toMatchObject(refused);
    expect(broker.asked.filter((each) => each === "Produce")).toHaveLength(1);
  });
});
