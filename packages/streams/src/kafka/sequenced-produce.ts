import { StreamsError } from "../error.ts";
import type { OutRecord, TopicPartition } from "../log-client.ts";
import { BrokerError, isRefusal, isRetriable, kafkaCodes } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { encodeBatch, sizeBound, splitBySize } from "./encode-batch.ts";
import { type ProduceAnswer, produceRequest } from "./produce-request.ts";
import type { ProducerIdentity } from "./record-batch.ts";
import { retrying } from "./retry.ts";

/** Of one record batch. Brokers refuse more than message.max.bytes, 1,048,588 unless configured. */
export const batchBytesMax = 900_000;
/** Of one request. Brokers refuse more than socket.request.max.bytes, 100 MB unless configured. */
const requestBytesMax = 16_000_000;

interface PendingBatch extends TopicPartition {
  readonly records: readonly OutRecord[];
  readonly bytes: Buffer;
}

export const nameOf = ({ topic, partition }: TopicPartition) => `${topic} ${partition}`;

/**
 * Produces under one producer identity, numbering the records of each partition as the broker expects them: what is sent
 * again has the number it had before, so the broker keeps it once. One call at a time.
 */
export class SequencedProduce {
  readonly #cluster: Cluster;
  readonly #connections: Connections;
  readonly #producer: ProducerIdentity;
  readonly #transactionalId: string | null;
  readonly #sequences = new Map<string, number>();

  constructor(cluster: Cluster, connections: Connections, producer: ProducerIdentity, transactionalId: string | null) {
    this.#cluster = cluster;
    this.#connections = connections;
    this.#producer = producer;
    this.#transactionalId = transactionalId;
  }

  /**
   * Sends the records, those of a partition in their order. Answers which partitions failed and why, by `nameOf`; of
   * those it is not known what was kept, and no call may follow.
   */
  async send(records: readonly OutRecord[], forMs: number): Promise<ReadonlyMap<string, Error>> {
    const failures = new Map<string, Error>();
    const runs = [...Map.groupBy(records, nameOf)].map(([name, all]) => ({
      name,
      runs: splitBySize(all, batchBytesMax),
    }));
    for (let round = 0; ; round++) {
      const batches: PendingBatch[] = [];
      for (const { name, runs: ofPartition } of runs) {
        const run = ofPartition[round];
        if (run !== undefined && !failures.has(name)) batches.push(this.#encode(run));
      }
      if (batches.length === 0) return failures;
      await this.#round(batches, forMs, failures);
    }
  }

  #encode(records: readonly OutRecord[]): PendingBatch {
    const { topic, partition } = records[0] as OutRecord;
    const producer = { ...this.#producer, transactional: this.#transactionalId !== null };
    const sequence = this.#sequences.get(nameOf({ topic, partition })) ?? 0;
    return { topic, partition, records, bytes: encodeBatch(records, producer, sequence, Date.now()) };
  }

  /** One batch a partition, until each is acknowledged or has failed for good. */
  async #round(batches: readonly PendingBatch[], forMs: number, failures: Map<string, Error>): Promise<void> {
    let open = batches;
    const attempt = async () => {
      const outcomes = await this.#attempt(open);
      const again: PendingBatch[] = [];
      let retriable: Error | undefined;
      for (const { batch, error } of outcomes) {
        if (error === undefined) this.#advance(batch);
        else if (isRetriable(error)) {
          again.push(batch);
          retriable = error;
          this.#cluster.forget(batch.topic);
        } else failures.set(nameOf(batch), explain(error, batch));
      }
      open = again;
      if (retriable !== undefined) throw retriable;
    };
    try {
      await retrying(attempt, { forMs });
    } catch (error) {
      for (const batch of open) failures.set(nameOf(batch), error as Error);
    }
  }

  async #attempt(batches: readonly PendingBatch[]): Promise<{ batch: PendingBatch; error?: Error }[]> {
    const outcomes: { batch: PendingBatch; error?: Error }[] = [];
    const byLeader = new Map<number, PendingBatch[]>();
    for (const batch of batches) {
      try {
        const leader = await this.#cluster.leader(batch);
        const led = byLeader.get(leader);
        if (led === undefined) byLeader.set(leader, [batch]);
        else led.push(batch);
      } catch (error) {
        outcomes.push({ batch, error: error as Error });
      }
    }
    await Promise.all(
      [...byLeader].map(async ([leader, led]) => {
        for (const request of requestsOf(led)) outcomes.push(...(await this.#request(leader, request)));
      }),
    );
    return outcomes;
  }

  async #request(leader: number, batches: readonly PendingBatch[]): Promise<{ batch: PendingBatch; error?: Error }[]> {
    let answer: ProduceAnswer;
    try {
      const connection = await this.#connections.to(leader);
      const { requestTimeoutMs } = this.#cluster.settings;
      const request = { transactionalId: this.#transactionalId, timeoutMs: requestTimeoutMs, batches };
      answer = await connection.request(produceRequest(request), { timeoutMs: requestTimeoutMs * 2 });
    } catch (error) {
      return batches.map((batch) => ({ batch, error: error as Error }));
    }
    const codes = new Map(answer.map((each) => [nameOf(each), each.errorCode]));
    return batches.map((batch) => {
      const code = codes.get(nameOf(batch)) ?? kafkaCodes.UNKNOWN_SERVER_ERROR;
      // kept already by an attempt whose answer was lost
      const kept = code === 0 || code === kafkaCodes.DUPLICATE_SEQUENCE_NUMBER;
      return kept ? { batch } : { batch, error: new BrokerError(code, `produce to ${nameOf(batch)}`) };
    });
  }

  #advance(batch: PendingBatch): void {
    const name = nameOf(batch);
    this.#sequences.set(name, nextSequence(this.#sequences.get(name) ?? 0, batch.records.length));
  }
}

/** Sequence numbers go from 0 to 2^31 - 1 and on from 0. */
export function nextSequence(sequence: number, records: number): number {
  return (sequence + records) % 2 ** 31;
}

function requestsOf(batches: readonly PendingBatch[]): PendingBatch[][] {
  const requests: PendingBatch[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const batch of batches) {
    if (size + batch.bytes.length > requestBytesMax) {
      requests.push([]);
      size = 0;
    }
    size += batch.bytes.length;
    requests.at(-1)?.push(batch);
  }
  return requests;
}

function explain(error: Error, { topic, partition, records, bytes }: PendingBatch): Error {
  if (!(error instanceof BrokerError)) return error;
  if (isRefusal(error)) {
    const message = `${topic} ${partition} takes none of ${records.length} records: ${error.message}; mend its configuration, the rights, or what is written`;
    return new StreamsError("WRITE_REFUSED", message, { cause: error });
  }
  if (!error.is("MESSAGE_TOO_LARGE", "RECORD_LIST_TOO_LARGE")) return error;
  const largest = records.reduce((a, b) => (sizeBound(b) > sizeBound(a) ? b : a));
  const key = largest.key === null ? "without a key" : `with key "${largest.key.subarray(0, 100).toString()}"`;
  return new StreamsError(
    "RECORD_TOO_LARGE",
    `${topic} ${partition} takes no batch of ${bytes.length} bytes; its largest record, ${key}, has ` +
      `${(largest.key?.length ?? 0) + (largest.value?.length ?? 0)} bytes: write less, or raise max.message.bytes of the topic`,
    { cause: error },
  );
}
