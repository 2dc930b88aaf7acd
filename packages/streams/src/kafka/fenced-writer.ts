import { StreamsError } from "../error.ts";
import type { HeldPositions } from "../group.ts";
import type { OutRecord, TransactionalWriter, TransactionalWriterOptions } from "../log-client.ts";
import { BrokerError, isRefusal } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { Coordinator } from "./coordinator.ts";
import { commitHeld } from "./group-positions.ts";
import type { ProducerIdentity } from "./record-batch.ts";
import { retrying } from "./retry.ts";
import { SequencedProduce } from "./sequenced-produce.ts";
import { TransactionCoordinator, transactionTimeoutMs } from "./transaction-coordinator.ts";

/**
 * Writes transactions under one transactional id, three round trips each: what takes part, records beside the group's
 * positions, commit.
 */
export class FencedWriter implements TransactionalWriter {
  readonly #cluster: Cluster;
  /**
   * For the records and the positions alike. Each of them makes a broker ask the transaction's coordinator whether they take
   * part, and it refuses one where it gets both at a time; on one connection they come in turn, without a round trip between.
   */
  readonly #connections: Connections;
  readonly #transactionalId: string;
  readonly #timeoutMs: number;
  readonly #coordinator: TransactionCoordinator;
  readonly #producer: ProducerIdentity;
  readonly #produce: SequencedProduce;
  readonly #groups = new Map<string, Coordinator>();
  #busy = false;
  /** Why it is of no further use. */
  #ended: StreamsError | undefined;

  private constructor(
    cluster: Cluster,
    connections: Connections,
    coordinator: TransactionCoordinator,
    producer: ProducerIdentity,
    options: Required<TransactionalWriterOptions>,
  ) {
    this.#cluster = cluster;
    this.#connections = connections;
    this.#transactionalId = options.transactionalId;
    this.#timeoutMs = options.transactionTimeoutMs;
    this.#coordinator = coordinator;
    this.#producer = producer;
    this.#produce = new SequencedProduce(cluster, connections, producer, options.transactionalId);
  }

  /** Takes the id over: its earlier owner is fenced, and its transaction settled, when this resolves. */
  static async open(cluster: Cluster, options: TransactionalWriterOptions): Promise<FencedWriter> {
    const { transactionalId, transactionTimeoutMs: timeoutMs = transactionTimeoutMs } = options;
    const connections = cluster.connections();
    try {
      const coordinator = new TransactionCoordinator(cluster, connections, transactionalId, timeoutMs);
      const producer = await coordinator.fence(cluster.settings.openForMs);
      const all = { transactionalId, transactionTimeoutMs: timeoutMs };
      return new FencedWriter(cluster, connections, coordinator, producer, all);
    } catch (error) {
      connections.close();
      throw error;
    }
  }

  async commit(records: readonly OutRecord[], held?: HeldPositions): Promise<void> {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#busy) throw new Error("commit was called while another one was under way");
    if (held?.positions.length === 0) {
      // the broker checks a holding by the positions that come under it
      if (records.length > 0) throw new Error("records without a position cannot be committed under a holding");
      return;
    }
    if (records.length === 0 && held === undefined) return;
    this.#busy = true;
    try {
      await this.#transact(records, held);
    } finally {
      this.#busy = false;
    }
  }

  async close(): Promise<void> {
    this.#end(new StreamsError("COMMIT_FAILED", `the writer of ${this.#transactionalId} was closed`));
  }

  async #transact(records: readonly OutRecord[], held: HeldPositions | undefined): Promise<void> {
    const began = performance.now();
    const failures: unknown[] = [];
    const failed = (error: unknown) => failures.push(error);
    // nothing is written before all takes part: the coordinator does not vouch for a transaction that it is adding to
    await Promise.all([this.#add(records), this.#addGroup(held)].map((added) => added.catch(failed)));
    if (failures.length === 0) await Promise.all([this.#write(records).catch(failed), this.#keep(held).catch(failed)]);
    if (failures.length === 0) await this.#coordinator.commit(this.#producer).catch(failed);
    if (failures.length === 0) return;

    const refusal = await this.#abort(failures);
    const notHeld = failures.find(isNotHeld);
    // where all else is as it should be it is known what the log holds and which numbers come next
    if (notHeld !== undefined && failures.length === 1 && refusal === undefined) throw this.#notHeld(notHeld);
    const ended = this.#verdict(failures, refusal, performance.now() - began);
    this.#end(ended);
    throw notHeld === undefined || ended.code === "FENCED" ? ended : this.#notHeld(notHeld);
  }

  async #add(records: readonly OutRecord[]): Promise<void> {
    if (records.length > 0) await this.#coordinator.add(this.#producer, records);
  }

  async #addGroup(held: HeldPositions | undefined): Promise<void> {
    if (held !== undefined) await this.#coordinator.addGroup(this.#producer, held.holding.group);
  }

  async #write(records: readonly OutRecord[]): Promise<void> {
    const [failure] = (await this.#produce.send(records, this.#coordinator.retryMs)).values();
    if (failure !== undefined) throw failure;
  }

  async #keep(held: HeldPositions | undefined): Promise<void> {
    if (held === undefined) return;
    const { group } = held.holding;
    const coordinator = this.#groups.get(group) ?? new Coordinator(this.#cluster, this.#connections, "group", group);
    this.#groups.set(group, coordinator);
    const transaction = { ...this.#producer, transactionalId: this.#transactionalId };
    const forMs = this.#coordinator.retryMs;
    await retrying(() => commitHeld(coordinator, transaction, held), { forMs, firstPauseMs: 1 });
  }

  /**
   * Lets readers go on at once instead of after the timeout. Returns why it could not. Only a courtesy, except that the
   * coordinator's refusal may tell that the id has another owner.
   */
  async #abort(failures: readonly unknown[]): Promise<unknown> {
    const fenced = failures.find(isFenced);
    if (fenced !== undefined) return fenced;
    try {
      await this.#coordinator.abort(this.#producer);
    } catch (refusal) {
      return refusal;
    }
    return undefined;
  }

  #verdict(failures: readonly unknown[], refusal: unknown, tookMs: number): StreamsError {
    const [error] = failures;
    const why = error instanceof Error ? error.message : String(error);
    // the coordinator fences a transaction that has taken too long as well, as when the process stood still
    if ((failures.some(isFenced) || isFenced(refusal)) && tookMs < this.#timeoutMs) {
      const message = `transactional id ${this.#transactionalId} has another owner now: ${why}`;
      return new StreamsError("FENCED", message, { cause: error });
    }
    // would come again however often it is tried
    const final = failures.find((each) => each instanceof StreamsError && !each.retriable);
    if (final !== undefined) return final as StreamsError;
    const refused = failures.find(isRefusal);
    if (refused !== undefined) {
      const message = `a broker refuses a transaction of ${this.#transactionalId}: ${(refused as Error).message}; grant the right to write`;
      return new StreamsError("WRITE_REFUSED", message, { cause: refused });
    }
    const message = `it is not known whether a transaction of ${this.#transactionalId} was committed: ${why}`;
    return new StreamsError("COMMIT_FAILED", message, { cause: error });
  }

  #notHeld(cause: unknown): StreamsError {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `a transaction of ${this.#transactionalId} was aborted, its tasks are another member's by now: ${why}`;
    return new StreamsError("NOT_HELD", message, { cause });
  }

  #end(why: StreamsError): void {
    this.#ended ??= why;
    this.#connections.close();
  }
}

function isFenced(error: unknown): boolean {
  return error instanceof BrokerError && error.is("INVALID_PRODUCER_EPOCH", "PRODUCER_FENCED");
}

/** Whether the group's coordinator has refused a holding. */
function isNotHeld(error: unknown): boolean {
  return error instanceof BrokerError && error.is("ILLEGAL_GENERATION", "UNKNOWN_MEMBER_ID", "REBALANCE_IN_PROGRESS");
}
