import type { LogClient } from "./log-client.ts";
import { type ErrorPolicy, policyOf } from "./policy.ts";
import type { Schemas } from "./schema.ts";
import type { OpenSerde, Serde } from "./serde.ts";
import type { StoreSpecs } from "./store.ts";
import type { Admit } from "./task-store.ts";
import type { Repartitioned, Topic } from "./topic.ts";
import type { AnySource, Late, Punctuation, Topology } from "./topology.ts";

/** A topic with its serde at hand; values are of any schema in here. */
export interface OpenTopic {
  readonly name: string;
  readonly partitions: number;
  // biome-ignore lint/suspicious/noExplicitAny: typed at the topology's surface
  readonly serde: Serde<any>;
  readonly repartition: Repartitioned | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: typed at the topology's surface
type SourceFold = AnySource<any>;

export interface OpenSource {
  readonly topic: OpenTopic;
  readonly deadLetters: OpenTopic;
  /** What becomes of a record that is refused with this code. */
  readonly policyOf: (code: string) => ErrorPolicy;
  readonly ready: SourceFold["ready"];
  readonly process: SourceFold["process"];
  readonly takesTombstones: boolean;
  readonly time: SourceFold["time"];
  readonly late: Late | undefined;
  readonly idleAfter: number;
}

/** How much one transaction may hold, so that a backlog does not become one giant transaction. */
export interface Limits {
  /** Input records. */
  readonly transactionRecords: number;
  /** Bytes written: outputs, and changelog by estimate. */
  readonly transactionBytes: number;
  /** Bytes of one record (key, value, headers) that the broker takes; its default is 1,048,588 with the batch header. */
  readonly recordBytes: number;
  /** Input records read ahead; beyond, the reader waits. */
  readonly bufferedRecords: number;
  /** Bytes of input read ahead. */
  readonly bufferedBytes: number;
}

export const defaultLimits: Limits = {
  transactionRecords: 4_000,
  transactionBytes: 8 << 20,
  recordBytes: 1_000_000,
  bufferedRecords: 10_000,
  bufferedBytes: 32 << 20,
};

/** A topology with serdes opened and what the pure engine needs from outside handed in. */
export interface PreparedTopology {
  readonly application: string;
  readonly changelog: string;
  readonly partitions: number;
  readonly stores: StoreSpecs;
  readonly sources: readonly OpenSource[];
  readonly sinks: ReadonlyMap<string, OpenTopic>;
  // biome-ignore lint/suspicious/noExplicitAny: typed at the topology's surface
  readonly punctuate: readonly Punctuation<any>[];
  readonly partitionFor: LogClient["partitionFor"];
  /** ms since the epoch: goes into headers and metrics, never into a value. */
  readonly now: () => number;
  readonly limits: Limits;
  readonly admit: Admit;
}

export async function prepareTopology(
  topology: Topology,
  options: {
    readonly client: LogClient;
    readonly openSerde: OpenSerde;
    readonly now: () => number;
    readonly limits?: Partial<Limits>;
    readonly admit?: Admit;
  },
): Promise<PreparedTopology> {
  const opened = new Map<string, Promise<OpenTopic>>();
  const open = (topic: Topic<Schemas>) => {
    let opening = opened.get(topic.name);
    if (opening === undefined) {
      const { name, partitions, repartition } = topic;
      opening = options.openSerde(topic).then((serde) => ({ name, partitions, serde, repartition }));
      opened.set(name, opening);
    }
    return opening;
  };
  const sources = topology.sources.map(async (source: SourceFold): Promise<OpenSource> => {
    const { topic, deadLetters, onError, ready, process, time, late, idleAfter = 0, tombstones } = source;
    return {
      topic: await open(topic),
      deadLetters: await open(deadLetters),
      policyOf: (code) => policyOf(code, onError, topology.onError),
      ready,
      process,
      takesTombstones: tombstones === "process",
      time,
      late,
      idleAfter,
    };
  });
  const sinks = topology.sinks.map(async (topic) => [topic.name, await open(topic)] as const);
  return {
    application: topology.application,
    changelog: topology.changelog.name,
    partitions: topology.changelog.partitions,
    stores: topology.stores,
    sources: await Promise.all(sources),
    sinks: new Map(await Promise.all(sinks)),
    punctuate: topology.punctuate ?? [],
    partitionFor: options.client.partitionFor.bind(options.client),
    now: options.now,
    limits: { ...defaultLimits, ...options.limits },
    admit: options.admit ?? (() => {}),
  };
}
