import { setTimeout as sleep } from "node:timers/promises";
import { StreamsError } from "../error.ts";
import type { OutRecord, TransactionalWriter } from "../log-client.ts";
import { BrokerError, check, isRetriable } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { type Api, addPartitionsToTxn, endTxn, initProducerId, type Transaction } from "./protocol.ts";
import { retrying } from "./retry.ts";
import { SequencedProduce } from "./sequenced-produce.ts";

/** After so long without an end the coordinator aborts a transaction, so that readers behind it go on, ms. */
const transactionTimeoutMs = 60_000;
/** Sending and retrying within a transaction stops well before that, ms. */
const produceForMs = 30_000;

/** Writes transactions under one transactional id. Its coordinator is looked up once and again when it moves. */
export class FencedWriter implements TransactionalWriter {
  readonly #cluster: Cluster;
  readonly #connections: Connections;
  readonly #transactionalId: string;
  #coordinator: number | undefined;
  #transaction: Transaction | undefined;
  #produce: SequencedProduce | undefined;
  #busy = false;
  /** Why it is of no further use. */
  #ended: StreamsError | undefined;

  private constructor(cluster: Cluster, transactionalId: string) {
    this.#cluster = cluster;
    this.#connections = cluster.connections();
    this.#transactionalId = transactionalId;
  }

  /** Takes the id over: fences its earlier owner, whose open transaction, if any, is settled when this resolves. */
  static async open(cluster: Cluster, transactionalId: string): Promise<FencedWriter> {
    const writer = new FencedWriter(cluster, transactionalId);
    try {
      const producer = await writer.#fence();
      writer.#transaction = { transactionalId, ...producer };
      writer.#produce = new SequencedProduce(cluster, writer.#connections, producer, transactionalId);
      return writer;
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  async commit(records: readonly OutRecord[]): Promise<void> {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#busy) throw new Error("commit was called while another one was under way");
    if (records.length === 0) return;
    this.#busy = true;
    try {
      await this.#commit(records);
    } catch (error) {
      this.#ended = this.#failure(error, await this.#abort(error));
      this.#connections.close();
      throw this.#ended;
    } finally {
      this.#busy = false;
    }
  }

  async close(): Promise<void> {
    this.#ended ??= new StreamsError("COMMIT_FAILED", `the writer of ${this.#transactionalId} was closed`);
    this.#connections.close();
  }

  async #fence(): Promise<{ producerId: bigint; producerEpoch: number }> {
    const ask = async () => {
      const answer = await this.#askCoordinator(initProducerId(this.#transactionalId, transactionTimeoutMs));
      this.#checkCoordinator(answer.errorCode, `fence ${this.#transactionalId}`);
      return answer;
    };
    const { recoverForMs } = this.#cluster.settings;
    const answer = await retrying(ask, { forMs: recoverForMs, firstPauseMs: 1, longestPauseMs: 100 });
    return { producerId: BigInt(answer.producerId), producerEpoch: answer.producerEpoch };
  }

  async #commit(records: readonly OutRecord[]): Promise<void> {
    const [transaction, produce] = [this.#transaction, this.#produce];
    if (transaction === undefined || produce === undefined) throw new Error("not open");
    await this.#begin(transaction, records);
    const [failure] = (await produce.send(records, produceForMs)).values();
    if (failure !== undefined) throw failure;
    await this.#end(transaction);
  }

  async #begin(transaction: Transaction, records: readonly OutRecord[]): Promise<void> {
    const topics = new Map<string, Set<number>>();
    for (const { topic, partition } of records) {
      const partitions = topics.get(topic);
      if (partitions === undefined) topics.set(topic, new Set([partition]));
      else partitions.add(partition);
    }
    const request = addPartitionsToTxn(
      transaction,
      [...topics].map(([topic, partitions]) => ({ topic, partitions: [...partitions] })),
    );
    const started = performance.now();
    const add = async () => {
      for (;;) {
        try {
          const { errors } = await this.#askCoordinator(request);
          const codes = errors.flatMap(({ partitionErrors }) => partitionErrors).map(({ errorCode }) => errorCode);
          this.#checkCoordinator(codes.find((code) => code !== 0) ?? 0, `begin in ${this.#transactionalId}`);
          return;
        } catch (error) {
          // markers of the last transaction are being written: over in a few ms
          const soon = error instanceof BrokerError && error.is("CONCURRENT_TRANSACTIONS");
          if (!soon || performance.now() - started > produceForMs) throw error;
          await sleep(1);
        }
      }
    };
    await retrying(add, { forMs: produceForMs });
  }

  /** Asking again is safe: under one epoch the coordinator answers a second commit as it did the first. */
  async #end(transaction: Transaction): Promise<void> {
    const end = async () => {
      const { errorCode } = await this.#askCoordinator(endTxn(transaction, "commit"));
      this.#checkCoordinator(errorCode, `commit in ${this.#transactionalId}`);
    };
    await retrying(end, { forMs: produceForMs, firstPauseMs: 1 });
  }

  /**
   * Lets readers go on at once instead of after the timeout. Only a courtesy, except that the coordinator's answer may
   * tell that the id has another owner.
   */
  async #abort(error: unknown): Promise<unknown> {
    if (isFenced(error) || this.#transaction === undefined || this.#coordinator === undefined) return undefined;
    try {
      const { errorCode } = await this.#askCoordinator(endTxn(this.#transaction, "abort"));
      check(errorCode, `abort in ${this.#transactionalId}`);
    } catch (answer) {
      return answer;
    }
    return undefined;
  }

  #failure(error: unknown, abort: unknown): StreamsError {
    if (error instanceof StreamsError && error.code === "RECORD_TOO_LARGE") return error;
    const why = error instanceof Error ? error.message : String(error);
    if (isFenced(error) || isFenced(abort)) {
      const message = `transactional id ${this.#transactionalId} has another owner now: ${why}`;
      return new StreamsError("FENCED", message, { cause: error });
    }
    const message = `it is not known whether a transaction of ${this.#transactionalId} was committed: ${why}`;
    return new StreamsError("COMMIT_FAILED", message, { cause: error });
  }

  async #askCoordinator<Answer>(request: Api<Answer>): Promise<Answer> {
    try {
      this.#coordinator ??= await this.#cluster.coordinator("transaction", this.#transactionalId);
      const connection = await this.#connections.to(this.#coordinator);
      return await connection.request(request);
    } catch (error) {
      if (isRetriable(error)) this.#coordinator = undefined;
      throw error;
    }
  }

  #checkCoordinator(code: number, what: string): void {
    if (code === 0) return;
    const error = new BrokerError(code, what);
    if (error.is("NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE")) this.#coordinator = undefined;
    throw error;
  }
}

function isFenced(error: unknown): boolean {
  return error instanceof BrokerError && error.is("INVALID_PRODUCER_EPOCH", "PRODUCER_FENCED");
}
