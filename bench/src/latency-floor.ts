import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { root } from "@touchline/local";
import type { OutRecord } from "@touchline/streams";
import type { KafkaClient } from "@touchline/streams/kafka";
import { matchPartitions } from "@touchline/topics";
import { pace } from "./pace.ts";
import { Stopwatch } from "./stopwatch.ts";

const topics = ["floor.events", "floor.features", "floor.predictions"] as const;

/** The path as plain kafkajs does it: two relays and a WebSocket, three processes, as many topics as the system has. */
export class LatencyFloor {
  readonly #peers: ChildProcess[] = [];
  readonly #client: KafkaClient;
  #socket: WebSocket | undefined;
  #stopwatch = new Stopwatch();

  constructor(client: KafkaClient) {
    this.#client = client;
  }

  async createTopics(): Promise<void> {
    await this.#client.admin.create(topics.map((name) => ({ name, partitions: matchPartitions, replication: 1 })));
  }

  async start(brokers: string): Promise<void> {
    await this.#peer(brokers, "relay", topics[0], topics[1]);
    await this.#peer(brokers, "relay", topics[1], topics[2]);
    const [, port] = (await this.#peer(brokers, "socket", topics[2])).split(" ");
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}`);
    this.#socket.onmessage = ({ data }) => this.#stopwatch.stop(String(data));
    await once(this.#socket as unknown as EventTarget, "open");
  }

  /** Latencies of the records sent at a rate, ms. */
  async measure(records: readonly OutRecord[], perSecond: number): Promise<readonly number[]> {
    this.#stopwatch = new Stopwatch();
    const producer = await this.#client.producer();
    await pace(records, perSecond, async (record) => {
      this.#stopwatch.start(record.headers?.["correlation-id"] ?? "");
      await producer.send([{ ...record, topic: topics[0] }]);
    });
    await this.#stopwatch.finished(10_000);
    await producer.close();
    if (this.#stopwatch.missing > 0) throw new Error(`the floor lost ${this.#stopwatch.missing} records`);
    return this.#stopwatch.latenciesMs;
  }

  async stop(): Promise<void> {
    this.#socket?.close();
    for (const peer of this.#peers.splice(0)) {
      if (peer.exitCode !== null) continue;
      peer.kill("SIGTERM");
      await once(peer, "exit");
    }
  }

  async #peer(...args: string[]): Promise<string> {
    const script = resolve(root, "bench/peers/kafkajs-relay.ts");
    const peer = spawn(process.execPath, ["--no-warnings", script, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, KAFKAJS_NO_PARTITIONER_WARNING: "1" },
    });
    this.#peers.push(peer);
    for await (const line of createInterface({ input: peer.stdout as NodeJS.ReadableStream })) {
      if (line.startsWith("ready")) return line;
    }
    throw new Error(`${args.join(" ")} ended before it was ready`);
  }
}
