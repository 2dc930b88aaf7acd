import { StreamsError } from "../error.ts";
import type { OutRecord, Producer } from "../log-client.ts";
import { check } from "./broker-error.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { sizeBound } from "./encode-batch.ts";
import { initProducerId } from "./protocol.ts";
import { retrying } from "./retry.ts";
import { nameOf, SequencedProduce } from "./sequenced-produce.ts";

/** Of what goes together, so that a long queue does not become one huge burst. */
const groupBytesMax = 8_000_000;

interface Waiting {
  readonly records: readonly OutRecord[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Sends that come while one is under way wait and then go together. */
export class IdempotentProducer implements Producer {
  readonly #cluster: Cluster;
  readonly #connections: Connections;
  #produce: SequencedProduce | undefined;
  #waiting: Waiting[] = [];
  #draining: Promise<void> | undefined;
  #closed = false;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#connections = cluster.connections();
  }

  send(records: readonly OutRecord[]): Promise<void> {
    if (this.#closed) return Promise.reject(closed());
    if (records.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ records, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Waits for what was sent. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
    this.#connections.close();
  }

  async #drain(): Promise<void> {
    // sends of one turn of the event loop go together
    await null;
    while (this.#waiting.length > 0) await this.#sendGroup(this.#nextGroup());
    this.#draining = undefined;
  }

  #nextGroup(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const { records } of this.#waiting) {
      if (count > 0 && size > groupBytesMax) break;
      for (const record of records) size += sizeBound(record);
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #sendGroup(group: readonly Waiting[]): Promise<void> {
    try {
      this.#produce ??= await this.#open();
      const records = group.flatMap((each) => each.records);
      const failures = await this.#produce.send(records, this.#cluster.settings.recoverForMs);
      // numbers of a failed partition are in doubt: go on as a new producer, which numbers anew
      if (failures.size > 0) this.#produce = undefined;
      for (const { records, resolve, reject } of group) {
        const failed = records.find((record) => failures.has(nameOf(record)));
        if (failed === undefined) resolve();
        else reject(failures.get(nameOf(failed)));
      }
    } catch (error) {
      this.#produce = undefined;
      for (const { reject } of group) reject(error);
    }
  }

  async #open(): Promise<SequencedProduce> {
    const ask = async () => {
      const connection = await this.#cluster.any();
      const answer = await connection.request(initProducerId(null, 60_000));
      check(answer.errorCode, "producer id");
      return answer;
    };
    const { producerId, producerEpoch } = await retrying(ask, { forMs: this.#cluster.settings.recoverForMs });
    const producer = { producerId: BigInt(producerId), producerEpoch };
    return new SequencedProduce(this.#cluster, this.#connections, producer, null);
  }
}

function closed(): StreamsError {
  return new StreamsError("COMMIT_FAILED", "the producer was closed");
}
