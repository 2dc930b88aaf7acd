import { StreamsError } from "../error.ts";
import type { OutRecord, TransactionalWriter } from "../log-client.ts";
import { BrokerError } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import type { ProducerIdentity } from "./record-batch.ts";
import { SequencedProduce } from "./sequenced-produce.ts";
import { TransactionCoordinator, transactionRetryMs } from "./transaction-coordinator.ts";

/** Writes transactions under one transactional id, three round trips each: partitions, records, commit. */
export class FencedWriter implements TransactionalWriter {
  readonly #connections: Connections;
  readonly #transactionalId: string;
  readonly #coordinator: TransactionCoordinator;
  readonly #producer: ProducerIdentity;
  readonly #produce: SequencedProduce;
  #busy = false;
  /** Why it is of no further use. */
  #ended: StreamsError | undefined;

  private constructor(
    transactionalId: string,
    connections: Connections,
    coordinator: TransactionCoordinator,
    producer: ProducerIdentity,
    produce: SequencedProduce,
  ) {
    this.#transactionalId = transactionalId;
    this.#connections = connections;
    this.#coordinator = coordinator;
    this.#producer = producer;
    this.#produce = produce;
  }

  /** Takes the id over: its earlier owner is fenced, and its transaction settled, when this resolves. */
  static async open(cluster: Cluster, transactionalId: string): Promise<FencedWriter> {
    const connections = cluster.connections();
    try {
      const coordinator = new TransactionCoordinator(cluster, connections, transactionalId);
      const producer = await coordinator.fence(cluster.settings.openForMs);
      const produce = new SequencedProduce(cluster, connections, producer, transactionalId);
      return new FencedWriter(transactionalId, connections, coordinator, producer, produce);
    } catch (error) {
      connections.close();
      throw error;
    }
  }

  async commit(records: readonly OutRecord[]): Promise<void> {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#busy) throw new Error("commit was called while another one was under way");
    if (records.length === 0) return;
    this.#busy = true;
    try {
      await this.#coordinator.add(this.#producer, records);
      const [failure] = (await this.#produce.send(records, transactionRetryMs)).values();
      if (failure !== undefined) throw failure;
      await this.#coordinator.commit(this.#producer);
    } catch (error) {
      this.#ended = this.#verdict(error, await this.#abort(error));
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

  /**
   * Lets readers go on at once instead of after the timeout. Only a courtesy, except that the coordinator's refusal, which
   * is returned, may tell that the id has another owner.
   */
  async #abort(error: unknown): Promise<unknown> {
    if (isFenced(error)) return undefined;
    try {
      await this.#coordinator.abort(this.#producer);
    } catch (refusal) {
      return refusal;
    }
    return undefined;
  }

  #verdict(error: unknown, abort: unknown): StreamsError {
    const why = error instanceof Error ? error.message : String(error);
    if (isFenced(error) || isFenced(abort)) {
      const message = `transactional id ${this.#transactionalId} has another owner now: ${why}`;
      return new StreamsError("FENCED", message, { cause: error });
    }
    // would come again however often it is tried
    if (error instanceof StreamsError && !error.retriable) return error;
    const message = `it is not known whether a transaction of ${this.#transactionalId} was committed: ${why}`;
    return new StreamsError("COMMIT_FAILED", message, { cause: error });
  }
}

function isFenced(error: unknown): boolean {
  return error instanceof BrokerError && error.is("INVALID_PRODUCER_EPOCH", "PRODUCER_FENCED");
}
