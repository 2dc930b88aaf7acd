import { StreamsError } from "../error.ts";
import type { TopicPartition } from "../log-client.ts";
import { type Address, BrokerConnection } from "./broker-connection.ts";
import { BrokerError, ClientClosed, check, kafkaCodes } from "./broker-error.ts";
import { Connections } from "./connections.ts";
import type { Settings } from "./kafka-options.ts";
import { findCoordinator, type MetadataAnswer, metadata } from "./protocol.ts";

/** A topic that was there and is not any more is taken for deleted after so long, ms. */
const goneForMs = 4_000;

/** What is known of the brokers: where they are, and which of them leads what. Learnt when first asked for. */
export class Cluster {
  readonly settings: Settings;
  readonly #bootstrap: readonly Address[];
  #brokers = new Map<number, Address>();
  /** Leader of each partition by topic; -1 while there is none. */
  readonly #leaders = new Map<string, readonly number[]>();
  /** For short questions: nothing on it waits for records. */
  readonly #asking: Connections;
  readonly #opened = new Set<Connections>();
  /** Since when a topic that was there is said not to be, ms on the process's clock; Infinity while it is there. */
  readonly #goneSince = new Map<string, number>();
  #refreshing: { readonly topics: ReadonlySet<string>; readonly done: Promise<MetadataAnswer> } | undefined;
  #closed = false;

  constructor(settings: Settings) {
    this.settings = settings;
    this.#bootstrap = settings.brokers.map(addressOf);
    this.#asking = this.connections();
  }

  /** Connections of one's own, for whatever must not wait behind others; the one who asked closes them. */
  connections(): Connections {
    const connections = new Connections(
      (node) => this.#addressOf(node),
      (address) => BrokerConnection.open(address, this.settings),
      () => this.#opened.delete(connections),
    );
    this.#opened.add(connections);
    if (this.#closed) connections.close();
    return connections;
  }

  /** A connection to any broker, for short questions. */
  async any(): Promise<BrokerConnection> {
    if (this.#brokers.size === 0) await this.refresh([]);
    for (const node of this.#brokers.keys()) {
      try {
        return await this.#asking.to(node);
      } catch {}
    }
    await this.refresh([]);
    return this.#asking.to([...this.#brokers.keys()][0] ?? -1);
  }

  /** A connection to this broker, for short questions. */
  async broker(node: number): Promise<BrokerConnection> {
    return this.#asking.to(node);
  }

  /** Rejects with TOPIC_MISSING. */
  async partitionCount(topic: string): Promise<number> {
    return (await this.#leadersOf(topic)).length;
  }

  /** Node that leads the partition. Rejects with TOPIC_MISSING, or retriably while no broker leads it. */
  async leader({ topic, partition }: TopicPartition): Promise<number> {
    const leader = (await this.#leadersOf(topic))[partition];
    if (leader === undefined) throw new StreamsError("TOPIC_MISSING", `topic ${topic} has no partition ${partition}`);
    if (leader >= 0) return leader;
    this.forget(topic);
    throw new BrokerError(kafkaCodes.LEADER_NOT_AVAILABLE, `leader of ${topic} ${partition}`);
  }

  /** The next question for its leaders asks the brokers anew. */
  forget(topic: string): void {
    this.#leaders.delete(topic);
  }

  /** As `forget`, of a topic that is known to be gone. */
  deleted(topic: string): void {
    this.#leaders.delete(topic);
    this.#goneSince.delete(topic);
  }

  /** Node that coordinates a group or a transactional id. */
  async coordinator(kind: "group" | "transaction", key: string): Promise<number> {
    const connection = await this.any();
    const { errorCode, coordinator } = await connection.request(findCoordinator(kind, key));
    check(errorCode, `coordinator of ${kind} ${key}`);
    this.#brokers.set(coordinator.nodeId, coordinator);
    return coordinator.nodeId;
  }

  /** Asks for the brokers and these topics. Rejects with BROKER_UNREACHABLE where no broker answers. */
  async refresh(topics: readonly string[]): Promise<MetadataAnswer> {
    const running = this.#refreshing;
    if (running !== undefined && topics.every((topic) => running.topics.has(topic))) return running.done;
    const done = this.#refresh(topics);
    const refreshing = { topics: new Set(topics), done };
    this.#refreshing = refreshing;
    try {
      return await done;
    } finally {
      if (this.#refreshing === refreshing) this.#refreshing = undefined;
    }
  }

  /** All topics there are. */
  async describe(): Promise<MetadataAnswer> {
    return this.#refresh([]);
  }

  close(): void {
    this.#closed = true;
    for (const connections of [...this.#opened]) connections.close();
  }

  async #refresh(topics: readonly string[]): Promise<MetadataAnswer> {
    const answer = await this.#ask(topics);
    this.#brokers = new Map(answer.brokers.map(({ nodeId, ...address }) => [nodeId, address]));
    for (const { topic, topicErrorCode, partitionMetadata } of answer.topicMetadata) {
      if (topicErrorCode !== 0) {
        this.#leaders.delete(topic);
        continue;
      }
      const leaders: number[] = [];
      for (const { partitionId, leader } of partitionMetadata) leaders[partitionId] = leader;
      this.#leaders.set(topic, leaders);
      this.#goneSince.set(topic, Number.POSITIVE_INFINITY);
    }
    return answer;
  }

  async #ask(topics: readonly string[]): Promise<MetadataAnswer> {
    let cause: unknown;
    // the brokers known by now first: those given at the start may be gone
    for (const address of [...this.#brokers.values(), ...this.#bootstrap]) {
      try {
        const connection = await this.#asking.at(address);
        return await connection.request(metadata(topics));
      } catch (error) {
        if (this.#closed) throw new ClientClosed();
        cause = error;
      }
    }
    throw unreachable(this.settings.brokers, cause);
  }

  async #leadersOf(topic: string): Promise<readonly number[]> {
    const known = this.#leaders.get(topic);
    if (known !== undefined) return known;
    const { topicMetadata } = await this.refresh([topic]);
    const leaders = this.#leaders.get(topic);
    if (leaders !== undefined) return leaders;
    const code = topicMetadata.find((each) => each.topic === topic)?.topicErrorCode ?? 0;
    if (code !== 0 && code !== kafkaCodes.UNKNOWN_TOPIC_OR_PARTITION) throw new BrokerError(code, `topic ${topic}`);
    // a broker that was just started may not know yet what there is
    const now = performance.now();
    const since = Math.min(this.#goneSince.get(topic) ?? Number.NEGATIVE_INFINITY, now);
    if (now - since < goneForMs) {
      this.#goneSince.set(topic, since);
      throw new BrokerError(kafkaCodes.UNKNOWN_TOPIC_OR_PARTITION, `topic ${topic}`);
    }
    this.#goneSince.delete(topic);
    throw new StreamsError("TOPIC_MISSING", `there is no topic ${topic}; make it with \`npm run topics -- apply\``);
  }

  async #addressOf(node: number): Promise<Address> {
    if (!this.#brokers.has(node)) await this.refresh([]);
    const address = this.#brokers.get(node);
    if (address === undefined) throw new BrokerError(kafkaCodes.LEADER_NOT_AVAILABLE, `broker ${node}`);
    return address;
  }
}

function unreachable(brokers: readonly string[], cause: unknown): StreamsError {
  const reason = cause instanceof Error ? (cause.cause ?? cause) : cause;
  const why = reason instanceof Error ? reason.message : String(reason);
  const refused = reason instanceof Error && reason.name === "KafkaJSSASLAuthenticationError";
  const advice = refused
    ? "check KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD"
    : "start one with `npm start` or set KAFKA_BROKERS";
  return new StreamsError("BROKER_UNREACHABLE", `cannot reach Kafka at ${brokers.join(", ")}: ${why}; ${advice}`, {
    cause,
  });
}

function addressOf(broker: string): Address {
  const [, host, port] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(broker.trim()) ?? [];
  if (host === undefined) {
    throw new StreamsError("BROKER_UNREACHABLE", `"${broker}" is not host:port; set KAFKA_BROKERS`);
  }
  return { host, port: Number(port) };
}
