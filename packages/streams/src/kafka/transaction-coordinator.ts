import { setTimeout as sleep } from "node:timers/promises";
import { StreamsError } from "../error.ts";
import type { TopicPartition } from "../log-client.ts";
import { BrokerError, kafkaCodes } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import { type Connecting, Coordinator } from "./coordinator.ts";
import { addOffsetsToTxn, addPartitionsToTxn, endTxn, initProducerId, type Transaction } from "./protocol.ts";
import type { ProducerIdentity } from "./record-batch.ts";
import { retrying } from "./retry.ts";

/** After so long without an end the coordinator aborts a transaction, unless told otherwise, ms. */
export const transactionTimeoutMs = 15_000;
/** A topic that was just made may not be known everywhere for so long, ms. */
const newTopicMs = 2_000;

/** The broker that keeps the transactions of one transactional id. */
export class TransactionCoordinator {
  readonly #coordinator: Coordinator;
  readonly #transactionalId: string;
  readonly #timeoutMs: number;

  constructor(cluster: Cluster, connecting: Connecting, transactionalId: string, timeoutMs = transactionTimeoutMs) {
    this.#coordinator = new Coordinator(cluster, connecting, "transaction", transactionalId);
    this.#transactionalId = transactionalId;
    this.#timeoutMs = timeoutMs;
  }

  /** Each step of a transaction is tried again for so long, so that all of them are over before its timeout, ms. */
  get retryMs(): number {
    return this.#timeoutMs / 3;
  }

  /** Takes the id over: its earlier owner is fenced, and its transaction settled, when this resolves. */
  async fence(forMs: number): Promise<ProducerIdentity> {
    const ask = async () => {
      const answer = await this.#coordinator.ask(initProducerId(this.#transactionalId, this.#timeoutMs));
      this.#coordinator.check(answer.errorCode, `fence ${this.#transactionalId}`);
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
      this.#transaction(producer),
      [...topics].map(([topic, partitions]) => ({ topic, partitions: [...partitions] })),
    );
    await this.#begin((waitedMs) => this.#added(request, waitedMs));
  }

  /** Takes the positions of a group into the transaction, as `add` does partitions; may be asked along with it. */
  async addGroup(producer: ProducerIdentity, group: string): Promise<void> {
    const request = addOffsetsToTxn(this.#transaction(producer), group);
    await this.#begin(async () => {
      const { errorCode } = await this.#coordinator.ask(request);
      if (errorCode === kafkaCodes.CONCURRENT_TRANSACTIONS) return false;
      this.#coordinator.check(errorCode, `begin in ${this.#transactionalId} with group ${group}`);
      return true;
    });
  }

  /** Asking again is safe: under one epoch the coordinator answers a second commit as it did the first. */
  async commit(producer: ProducerIdentity): Promise<void> {
    await retrying(() => this.#end(producer, "commit"), { forMs: this.retryMs, firstPauseMs: 1 });
  }

  /** As `commit`; but where the coordinator is not known any more it is not asked, and the timeout has to do. */
  async abort(producer: ProducerIdentity): Promise<void> {
    if (!this.#coordinator.known) throw new Error(`the coordinator of ${this.#transactionalId} is out of reach`);
    await retrying(() => this.#end(producer, "abort"), { forMs: this.retryMs, firstPauseMs: 1 });
  }

  async #end(producer: ProducerIdentity, result: "commit" | "abort"): Promise<void> {
    const { errorCode } = await this.#coordinator.ask(endTxn(this.#transaction(producer), result));
    this.#coordinator.check(errorCode, `${result} in ${this.#transactionalId}`);
  }

  /** Asks until the answer is not false any more: markers of the last transaction are being written, a few ms long. */
  async #begin(ask: (waitedMs: number) => Promise<boolean>): Promise<void> {
    const started = performance.now();
    const waited = () => performance.now() - started;
    const begin = async () => {
      while (!(await ask(waited()))) {
        if (waited() > this.retryMs) {
          throw new BrokerError(kafkaCodes.CONCURRENT_TRANSACTIONS, `begin in ${this.#transactionalId}`);
        }
        await sleep(1);
      }
    };
    await retrying(begin, { forMs: this.retryMs });
  }

  async #added(request: ReturnType<typeof addPartitionsToTxn>, waitedMs: number): Promise<boolean> {
    const { errors } = await this.#coordinator.ask(request);
    const all = errors.flatMap(({ topic, partitionErrors }) => partitionErrors.map((each) => ({ topic, ...each })));
    const failed = all.filter(({ errorCode }) => errorCode !== 0);
    // one partition's failure keeps the others from being tried
    const first = failed.find(({ errorCode }) => errorCode !== kafkaCodes.OPERATION_NOT_ATTEMPTED) ?? failed[0];
    if (first === undefined) return true;
    if (first.errorCode === kafkaCodes.CONCURRENT_TRANSACTIONS) return false;
    if (first.errorCode === kafkaCodes.UNKNOWN_TOPIC_OR_PARTITION && waitedMs > newTopicMs) {
      throw new StreamsError("TOPIC_MISSING", `there is no partition ${first.partition} of topic ${first.topic}`);
    }
    this.#coordinator.check(
      first.errorCode,
      `begin in ${this.#transactionalId} with ${first.topic} ${first.partition}`,
    );
    return true;
  }

  #transaction(producer: ProducerIdentity): Transaction {
    return { ...producer, transactionalId: this.#transactionalId };
  }
}
