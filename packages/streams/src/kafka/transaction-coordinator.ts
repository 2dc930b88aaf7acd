import { setTimeout as sleep } from "node:timers/promises";
import { StreamsError } from "../error.ts";
import type { TopicPartition } from "../log-client.ts";
import { BrokerError, isRetriable, kafkaCodes } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { type Api, addPartitionsToTxn, endTxn, initProducerId } from "./protocol.ts";
import type { ProducerIdentity } from "./record-batch.ts";
import { retrying } from "./retry.ts";

/** After so long without an end the coordinator aborts a transaction, so that readers behind it go on, ms. */
const transactionTimeoutMs = 60_000;
/** Trying again within a transaction stops well before that, ms. */
export const transactionRetryMs = 30_000;
/** A topic that was just made may not be known everywhere for so long, ms. */
const newTopicMs = 2_000;

/** The broker that keeps the transactions of one transactional id; looked up once, and again when it has moved. */
export class TransactionCoordinator {
  readonly #cluster: Cluster;
  readonly #connections: Connections;
  readonly #transactionalId: string;
  #node: number | undefined;

  constructor(cluster: Cluster, connections: Connections, transactionalId: string) {
    this.#cluster = cluster;
    this.#connections = connections;
    this.#transactionalId = transactionalId;
  }

  /** Takes the id over: its earlier owner is fenced, and its transaction settled, when this resolves. */
  async fence(forMs: number): Promise<ProducerIdentity> {
    const ask = async () => {
      const answer = await this.#ask(initProducerId(this.#transactionalId, transactionTimeoutMs));
      this.#check(answer.errorCode, `fence ${this.#transactionalId}`);
      return answer;
    };
    const { producerId, producerEpoch } = await retrying(ask, { forMs, firstPauseMs: 1, longestPauseMs: 100 });
    return { producerId: BigInt(producerId), producerEpoch };
  }

  /** Takes these partitions into the transaction, which begins with the first. Rejects with TOPIC_MISSING. */
  async add(producer: ProducerIdentity, partitions: Iterable<TopicPartition>): Promise<void> {
    const topics = new Map<string, Set<number>>();
    for (const { topic, partition } of partitions) {
      const known = topics.get(topic);
      if (known === undefined) topics.set(topic, new Set([partition]));
      else known.add(partition);
    }
    const request = addPartitionsToTxn(
      { ...producer, transactionalId: this.#transactionalId },
      [...topics].map(([topic, partitions]) => ({ topic, partitions: [...partitions] })),
    );
    const started = performance.now();
    const add = async () => {
      while (!(await this.#added(request, started))) await sleep(1);
    };
    await retrying(add, { forMs: transactionRetryMs });
  }

  /** Asking again is safe: under one epoch the coordinator answers a second commit as it did the first. */
  async commit(producer: ProducerIdentity): Promise<void> {
    await retrying(() => this.#end(producer, "commit"), { forMs: transactionRetryMs, firstPauseMs: 1 });
  }

  /** Asked once, and only where the coordinator is still known. */
  async abort(producer: ProducerIdentity): Promise<void> {
    if (this.#node !== undefined) await this.#end(producer, "abort");
  }

  async #end(producer: ProducerIdentity, result: "commit" | "abort"): Promise<void> {
    const transaction = { ...producer, transactionalId: this.#transactionalId };
    const { errorCode } = await this.#ask(endTxn(transaction, result));
    this.#check(errorCode, `${result} in ${this.#transactionalId}`);
  }

  /** False while markers of the last transaction are being written, which is over in a few ms. */
  async #added(request: ReturnType<typeof addPartitionsToTxn>, started: number): Promise<boolean> {
    const { errors } = await this.#ask(request);
    const all = errors.flatMap(({ topic, partitionErrors }) => partitionErrors.map((each) => ({ topic, ...each })));
    const failed = all.filter(({ errorCode }) => errorCode !== 0);
    // one partition's failure keeps the others from being tried
    const first = failed.find(({ errorCode }) => errorCode !== kafkaCodes.OPERATION_NOT_ATTEMPTED) ?? failed[0];
    if (first === undefined) return true;
    const waited = performance.now() - started;
    if (first.errorCode === kafkaCodes.CONCURRENT_TRANSACTIONS && waited < transactionRetryMs) return false;
    if (first.errorCode === kafkaCodes.UNKNOWN_TOPIC_OR_PARTITION && waited > newTopicMs) {
      throw new StreamsError("TOPIC_MISSING", `there is no partition ${first.partition} of topic ${first.topic}`);
    }
    this.#check(first.errorCode, `begin in ${this.#transactionalId} with ${first.topic} ${first.partition}`);
    return true;
  }

  async #ask<Answer>(request: Api<Answer>): Promise<Answer> {
    try {
      this.#node ??= await this.#cluster.coordinator("transaction", this.#transactionalId);
      const connection = await this.#connections.to(this.#node);
      return await connection.request(request);
    } catch (error) {
      if (isRetriable(error)) this.#node = undefined;
      throw error;
    }
  }

  #check(code: number, what: string): void {
    if (code === 0) return;
    const error = new BrokerError(code, what);
    if (error.is("NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE")) this.#node = undefined;
    throw error;
  }
}
