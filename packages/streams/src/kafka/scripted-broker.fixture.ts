import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import apiKeys from "kafkajs/src/protocol/requests/apiKeys.js";
import type { TopicPartition } from "../log-client.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";

export interface Asked {
  /** As kafkajs names it. */
  readonly api: string;
  readonly version: number;
  /** Behind the header. */
  readonly body: ByteReader;
  /** Counts the connections, from 1. */
  readonly connection: number;
}

export type Reply = ByteWriter | "silence" | "hang up";

const names = new Map(Object.entries(apiKeys).map(([name, key]) => [key, name]));

/** A TCP server that speaks Kafka's protocol as a script has it: for faults that a real broker does not show when asked. */
export class ScriptedBroker {
  readonly asked: string[] = [];
  readonly #script: (asked: Asked) => Reply | Promise<Reply>;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #connections = 0;

  private constructor(script: (asked: Asked) => Reply | Promise<Reply>) {
    this.#script = script;
    this.#server = createServer((socket) => this.#serve(socket, ++this.#connections));
  }

  static async start(script: (asked: Asked) => Reply | Promise<Reply>): Promise<ScriptedBroker> {
    const broker = new ScriptedBroker(script);
    await new Promise<void>((resolve) => broker.#server.listen(0, "127.0.0.1", resolve));
    return broker;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Ends its connections and takes no more. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #serve(socket: Socket, connection: number): void {
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => this.#sockets.delete(socket));
    let come = Buffer.alloc(0);
    // As a broker does, it answers a connection's requests one after another.
    let turn = Promise.resolve();
    socket.on("data", (bytes) => {
      come = Buffer.concat([come, bytes]);
      while (come.length >= 4 && come.length >= 4 + come.readInt32BE()) {
        const end = 4 + come.readInt32BE();
        const request = come.subarray(4, end);
        come = come.subarray(end);
        turn = turn.then(() => this.#answer(socket, connection, new ByteReader(request)));
      }
    });
  }

  async #answer(socket: Socket, connection: number, body: ByteReader): Promise<void> {
    const [key, version, correlation] = [body.int16(), body.int16(), body.int32()];
    body.string();
    const api = names.get(key) ?? `${key}`;
    this.asked.push(api);
    const reply = await this.#script({ api, version, body, connection });
    if (reply === "hang up") socket.destroy();
    else if (reply !== "silence" && !socket.destroyed) {
      const head = new ByteWriter(8).int32(reply.length + 4).int32(correlation);
      socket.write(Buffer.concat([head.written, reply.written]));
    }
  }
}

/** What a broker says of itself that knows the requests below in one version each. */
export function versions(): ByteWriter {
  const known = {
    Produce: 7,
    Fetch: 11,
    ListOffsets: 2,
    Metadata: 1,
    SaslHandshake: 1,
    ApiVersions: 2,
    InitProducerId: 0,
    CreateTopics: 2,
    DeleteTopics: 1,
  };
  const ranges = Object.entries({ ...known, SaslAuthenticate: 1 });
  const writer = new ByteWriter(128).int16(0);
  writer.array(ranges, ([name, version]) =>
    writer
      .int16(apiKeys[name] ?? -1)
      .int16(version)
      .int16(version),
  );
  return writer.int32(0);
}

/** Topics by name, each with the leader of each of its partitions; -1 for none. Brokers are numbered in their order. */
export function metadata(
  brokers: readonly ScriptedBroker[],
  topics: Readonly<Record<string, readonly number[]>>,
): ByteWriter {
  const writer = new ByteWriter(256);
  writer.array([...brokers.entries()], ([node, { port }]) => {
    writer.int32(node).string("127.0.0.1").int32(port).string(null);
  });
  return writer.int32(0).array(Object.entries(topics), ([topic, leaders]) => {
    writer.int16(0).string(topic).int8(0);
    writer.array([...leaders.entries()], ([partition, leader]) => {
      writer
        .int16(leader < 0 ? 5 : 0)
        .int32(partition)
        .int32(leader);
      writer.array([0], (node) => writer.int32(node)).array([0], (node) => writer.int32(node));
    });
  });
}

export function fetched(
  at: TopicPartition & { readonly batches?: Buffer; readonly end?: bigint; readonly errorCode?: number },
): ByteWriter {
  const { topic, partition, batches = Buffer.alloc(0), end = 0n, errorCode = 0 } = at;
  const writer = new ByteWriter(256 + batches.length).int32(0).int16(0).int32(0).int32(1).string(topic).int32(1);
  writer.int32(partition).int16(errorCode).int64(end).int64(end).int64(0n).int32(0).int32(-1);
  return writer.bytes(batches);
}

export function producerId(): ByteWriter {
  return new ByteWriter(16).int32(0).int16(0).int64(1_000n).int16(0);
}

/** Reads what a Produce request brings: the partitions, by topic. */
export function produced(body: ByteReader): TopicPartition[] {
  body.string();
  body.slice(6);
  return body
    .array(() => {
      const topic = body.string();
      return body.array(() => {
        const partition = body.int32();
        body.sized();
        return { topic, partition };
      });
    })
    .flat();
}

export function acknowledged(partitions: readonly TopicPartition[], code = 0): ByteWriter {
  const writer = new ByteWriter(128);
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)];
  writer.array(topics, ([topic, ofTopic]) => {
    writer.string(topic);
    writer.array(ofTopic, ({ partition }) => writer.int32(partition).int16(code).int64(0n).int64(-1n).int64(0n));
  });
  return writer.int32(0);
}
