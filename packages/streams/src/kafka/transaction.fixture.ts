import type { HeldPositions } from "../group.ts";
import type { OutRecord } from "../log-client.ts";
import { Cluster } from "./cluster.ts";
import { Coordinator } from "./coordinator.ts";
import { commitHeld } from "./group-positions.ts";
import { settingsOf } from "./kafka-options.ts";
import type { Transaction } from "./protocol.ts";
import { retrying } from "./retry.ts";
import { SequencedProduce } from "./sequenced-produce.ts";
import { TransactionCoordinator } from "./transaction-coordinator.ts";

/** A transactional producer whose transactions stay open for as long as a test wants. */
export class OpenTransactions {
  readonly #cluster: Cluster;
  readonly #coordinator: TransactionCoordinator;
  readonly #producer: Transaction;
  readonly #produce: SequencedProduce;

  private constructor(
    cluster: Cluster,
    coordinator: TransactionCoordinator,
    producer: Transaction,
    produce: SequencedProduce,
  ) {
    this.#cluster = cluster;
    this.#coordinator = coordinator;
    this.#producer = producer;
    this.#produce = produce;
  }

  static async open(brokers: string, transactionalId: string, timeoutMs?: number): Promise<OpenTransactions> {
    const cluster = new Cluster(settingsOf({ brokers: brokers.split(","), clientId: "test" }));
    const coordinator = new TransactionCoordinator(cluster, cluster.connections(), transactionalId, timeoutMs);
    const producer = await coordinator.fence(10_000);
    const produce = new SequencedProduce(cluster, cluster.connections(), producer, transactionalId);
    return new OpenTransactions(cluster, coordinator, { ...producer, transactionalId }, produce);
  }

  /** Begins a transaction where none is open. Each call makes a batch. Keys look like an abort marker's. */
  async write(topic: string, partition: number, ...values: string[]): Promise<void> {
    await this.send(values.map((value) => ({ topic, partition, key: Buffer.alloc(4), value: Buffer.from(value) })));
  }

  /** As `write`, of any records. */
  async send(records: readonly OutRecord[]): Promise<void> {
    await this.#coordinator.add(this.#producer, records);
    const [failure] = (await this.#produce.send(records, 10_000)).values();
    if (failure !== undefined) throw failure;
  }

  /** As `write`, of positions. */
  async hold(held: HeldPositions): Promise<void> {
    const { group } = held.holding;
    await this.#coordinator.addGroup(this.#producer, group);
    const coordinator = new Coordinator(this.#cluster, this.#cluster.connections(), "group", group);
    await retrying(() => commitHeld(coordinator, this.#producer, held), { forMs: 10_000 });
  }

  async end(result: "commit" | "abort"): Promise<void> {
    await this.#coordinator[result](this.#producer);
  }

  close(): void {
    this.#cluster.close();
  }
}
