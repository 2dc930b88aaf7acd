import { check } from "./broker-error.ts";
import { Cluster } from "./cluster.ts";
import { settingsOf } from "./kafka-options.ts";
import { type Api, addPartitionsToTxn, endTxn, initProducerId, type Transaction } from "./protocol.ts";
import { retrying } from "./retry.ts";
import { SequencedProduce } from "./sequenced-produce.ts";

/** A transactional producer whose transactions stay open for as long as a test wants. */
export class OpenTransactions {
  readonly #cluster: Cluster;
  readonly #transaction: Transaction;
  readonly #produce: SequencedProduce;

  private constructor(cluster: Cluster, transaction: Transaction) {
    this.#cluster = cluster;
    this.#transaction = transaction;
    this.#produce = new SequencedProduce(cluster, cluster.connections(), transaction, transaction.transactionalId);
  }

  static async open(brokers: string, transactionalId: string): Promise<OpenTransactions> {
    const cluster = new Cluster(settingsOf({ brokers: [brokers], clientId: "test" }));
    const fence = async () => {
      const answer = await ask(cluster, transactionalId, initProducerId(transactionalId, 60_000));
      check(answer.errorCode, "fence");
      return answer;
    };
    const { producerId, producerEpoch } = await retrying(fence, { forMs: 10_000 });
    return new OpenTransactions(cluster, { transactionalId, producerId: BigInt(producerId), producerEpoch });
  }

  /** Begins a transaction where none is open. Each call makes a batch. Keys look like an abort marker's. */
  async write(topic: string, partition: number, ...values: string[]): Promise<void> {
    const add = async () => {
      const { errors } = await this.#ask(addPartitionsToTxn(this.#transaction, [{ topic, partitions: [partition] }]));
      check(errors[0]?.partitionErrors[0]?.errorCode ?? 0, "begin");
    };
    await retrying(add, { forMs: 10_000 });
    const records = values.map((value) => ({ topic, partition, key: Buffer.alloc(4), value: Buffer.from(value) }));
    const [failure] = (await this.#produce.send(records, 10_000)).values();
    if (failure !== undefined) throw failure;
  }

  async end(result: "commit" | "abort"): Promise<void> {
    check((await this.#ask(endTxn(this.#transaction, result))).errorCode, result);
  }

  close(): void {
    this.#cluster.close();
  }

  #ask<Answer>(request: Api<Answer>): Promise<Answer> {
    return ask(this.#cluster, this.#transaction.transactionalId, request);
  }
}

async function ask<Answer>(cluster: Cluster, transactionalId: string, request: Api<Answer>): Promise<Answer> {
  const coordinator = await cluster.broker(await cluster.coordinator("transaction", transactionalId));
  return coordinator.request(request);
}
