import { type Broker, type Connection, ConnectionPool, findCoordinatorV4, metadataV12 } from "@platformatic/kafka";
import { StreamsError } from "../error.ts";
import { BrokerError, ClientClosed, check, kafkaCodes } from "../kafka/broker-error.ts";
import type { Settings } from "../kafka/kafka-options.ts";
import type { TopicPartition } from "../log-client.ts";
import { answered, failureOf } from "./failure.ts";

/** Where the brokers are, which of them leads what, and connections to them. */
export class Brokers {
  readonly settings: Settings;
  readonly #pools = new Set<ConnectionPool>();
  readonly #asking: ConnectionPool;
  readonly #bootstrap: readonly Broker[];
  #addresses = new Map<number, Broker>();
  /** Leader of each partition by topic; -1 while there is none. */
  readonly #leaders = new Map<string, readonly number[]>();
  #closed = false;

  constructor(settings: Settings) {
    this.settings = settings;
    this.#bootstrap = settings.brokers.map(addressOf);
    this.#asking = this.pool(settings.requestTimeoutMs);
  }

  /** Connections of one's own, on which a request may take so long, ms. */
  pool(requestTimeout: number): ConnectionPool {
    const { clientId, connectTimeoutMs: connectTimeout, ssl, sasl } = this.settings;
    const pool = new ConnectionPool(clientId, {
      connectTimeout,
      requestTimeout,
      ...(ssl === null ? {} : { tls: ssl }),
      ...(sasl === undefined ? {} : { sasl: { ...sasl, mechanism: mechanisms[sasl.mechanism] } }),
    });
    this.#pools.add(pool);
    if (this.#closed) this.release(pool);
    return pool;
  }

  release(pool: ConnectionPool): void {
    this.#pools.delete(pool);
    pool.close().catch(() => {});
  }

  /** Asks a broker; rejects with what it refused, or retriably where it did not answer. */
  async ask<Answer>(
    node: number,
    what: string,
    question: (connection: Connection) => Promise<Answer>,
    pool = this.#asking,
  ): Promise<Answer> {
    if (this.#closed) throw new ClientClosed();
    if (!this.#addresses.has(node)) await this.#refresh([]);
    const address = this.#addresses.get(node);
    if (address === undefined) throw new BrokerError(kafkaCodes.LEADER_NOT_AVAILABLE, `broker ${node}`);
    try {
      return await question(await pool.get(address));
    } catch (error) {
      throw failureOf(error, what);
    }
  }

  /** Node that coordinates a group. */
  async coordinator(group: string): Promise<number> {
    const { coordinators } = await this.#askAny(`coordinator of ${group}`, (connection) =>
      answered(findCoordinatorV4.api.async(connection, 0, [group])),
    );
    const [found] = coordinators;
    if (found === undefined) throw new BrokerError(kafkaCodes.COORDINATOR_NOT_AVAILABLE, `coordinator of ${group}`);
    check(found.errorCode, `coordinator of ${group}`);
    this.#addresses.set(found.nodeId, found);
    return found.nodeId;
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

  close(): void {
    this.#closed = true;
    for (const pool of [...this.#pools]) this.release(pool);
  }

  async #leadersOf(topic: string): Promise<readonly number[]> {
    const known = this.#leaders.get(topic);
    if (known !== undefined) return known;
    await this.#refresh([topic]);
    const leaders = this.#leaders.get(topic);
    if (leaders !== undefined) return leaders;
    throw new StreamsError("TOPIC_MISSING", `there is no topic ${topic}; make it with \`npm run topics -- apply\``);
  }

  async #refresh(asked: string[]): Promise<void> {
    const { brokers, topics } = await this.#askAny(`metadata of ${asked.join(", ")}`, (connection) =>
      answered(metadataV12.api.async(connection, asked, false, false)),
    );
    this.#addresses = new Map(brokers.map((broker) => [broker.nodeId, broker]));
    for (const { errorCode, name, partitions } of topics) {
      if (errorCode === kafkaCodes.UNKNOWN_TOPIC_OR_PARTITION) continue;
      check(errorCode, `metadata of ${name}`);
      const leaders: number[] = [];
      for (const { partitionIndex, leaderId } of partitions) leaders[partitionIndex] = leaderId;
      this.#leaders.set(name ?? "", leaders);
    }
  }

  /** The brokers known by now first: those given at the start may be gone. */
  async #askAny<Answer>(what: string, question: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    let cause: Error | undefined;
    for (const address of [...this.#addresses.values(), ...this.#bootstrap]) {
      if (this.#closed) throw new ClientClosed();
      try {
        return await question(await this.#asking.get(address));
      } catch (error) {
        cause = failureOf(error, what);
        if (cause instanceof BrokerError) throw cause;
      }
    }
    const message = `cannot reach Kafka at ${this.settings.brokers.join(", ")}: ${cause?.message}`;
    throw new StreamsError("BROKER_UNREACHABLE", message, { cause });
  }
}

const mechanisms = {
  plain: "PLAIN",
  "scram-sha-256": "SCRAM-SHA-256",
  "scram-sha-512": "SCRAM-SHA-512",
} as const;

function addressOf(broker: string): Broker {
  const [, host, port] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(broker.trim()) ?? [];
  if (host === undefined) {
    throw new StreamsError("BROKER_UNREACHABLE", `"${broker}" is not host:port; set KAFKA_BROKERS`);
  }
  return { host, port: Number(port) };
}
