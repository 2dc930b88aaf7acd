import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Broker, startBroker } from "./broker.ts";
import type { OnProgress } from "./downloads.ts";
import { LocalError } from "./error.ts";
import { kafkaTool } from "./kafka-tool.ts";
import { freePorts } from "./ports.ts";

export interface ClusterOptions {
  /** Holds data and log of each broker, in a folder of its own. */
  readonly folder: string;
  /** How many, 3 if not given: topics have as many replicas, of which two have to have a record (acks=all). */
  readonly brokers?: number;
  readonly onProgress?: OnProgress;
}

/** One broker of a cluster: a process of its own, which comes back on the same port with the same data. */
export interface ClusterNode {
  /** From 1 up, as Kafka knows it. */
  readonly id: number;
  readonly address: string;
  readonly isUp: boolean;
  /** After a stop or a kill. */
  start(): Promise<void>;
  /** In good order: it hands its leaderships over first. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash would. */
  kill(): Promise<void>;
  /** SIGSTOP: it keeps its connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
}

export interface LocalCluster {
  /** host:port of all, with commas between, as KAFKA_BROKERS has it. */
  readonly brokers: string;
  readonly nodes: readonly ClusterNode[];
  /** Resolves when every replica of every partition is in sync, so that the next broker may go. Rejects with BROKER_DID_NOT_START after a minute. */
  inSync(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a cluster of brokers, controllers at once (KRaft), on 127.0.0.1; resolves when all serve requests. They end when
 * this process does. Rejects as `startKafka` does, with none left running.
 */
export async function startCluster({ folder, brokers = 3, onProgress }: ClusterOptions): Promise<LocalCluster> {
  const ports = await freePorts(2 * brokers);
  const controllerPorts = ports.slice(brokers);
  const nodes = Array.from({ length: brokers }, (_, i) => {
    const quorum = { nodeId: i + 1, controllerPorts };
    return new Node(resolve(folder, `broker-${i + 1}`), ports[i] as number, quorum, onProgress);
  });
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  const failed = (await Promise.allSettled(nodes.map((node) => node.start()))).find(
    (start) => start.status === "rejected",
  );
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  const addresses = nodes.map(({ address }) => address).join(",");
  return { brokers: addresses, nodes, stop, inSync: () => allInSync(addresses) };
}

class Node implements ClusterNode {
  readonly id: number;
  readonly address: string;
  readonly #start: () => Promise<Broker>;
  #broker: Broker | undefined;

  constructor(
    folder: string,
    port: number,
    quorum: { nodeId: number; controllerPorts: readonly number[] },
    onProgress: OnProgress | undefined,
  ) {
    this.id = quorum.nodeId;
    this.address = `127.0.0.1:${port}`;
    this.#start = () => startBroker({ folder, port, quorum, onProgress });
  }

  get isUp(): boolean {
    return this.#broker !== undefined;
  }

  async start(): Promise<void> {
    this.#broker ??= await this.#start();
  }

  async stop(): Promise<void> {
    const broker = this.#broker;
    this.#broker = undefined;
    await broker?.stop();
  }

  async kill(): Promise<void> {
    const broker = this.#broker;
    this.#broker = undefined;
    await broker?.kill();
  }

  freeze(): void {
    this.#broker?.freeze();
  }

  thaw(): void {
    this.#broker?.thaw();
  }
}

const inSyncWithinMs = 60_000;

/** As Kafka's own tool sees it. */
async function allInSync(brokers: string): Promise<void> {
  let last = "";
  for (const deadline = Date.now() + inSyncWithinMs; Date.now() < deadline; await sleep(200)) {
    const describe = ["--bootstrap-server", brokers, "--describe", "--under-replicated-partitions"];
    const { code, output } = await kafkaTool("org.apache.kafka.tools.TopicCommand", describe);
    if (code === 0 && output.trim() === "") return;
    last = output.trim().slice(0, 500);
  }
  throw new LocalError("BROKER_DID_NOT_START", `Not all replicas came back into sync within a minute: ${last}`);
}
