import { StreamsError } from "../error.ts";
import { BrokerError, ConnectionLost, check, kafkaCodes } from "./broker-error.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import type { Cluster } from "./cluster.ts";
import {
  type Api,
  createTopics,
  deleteTopics,
  describeTopicConfigs,
  setOnTopic,
  type TopicError,
  type TopicErrors,
} from "./protocol.ts";
import { retrying } from "./retry.ts";

export interface TopicDescription {
  readonly name: string;
  readonly partitions: number;
  /** Replicas of each partition. */
  readonly replication: number;
  /** What is set on the topic itself; the rest follows the broker's configuration. */
  readonly config: Readonly<Record<string, string>>;
}

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  /** Left out: the broker's default. */
  readonly replication?: number;
  readonly config?: Readonly<Record<string, string>>;
}

export interface KafkaAdmin {
  /** Resolves when a broker answers; rejects with BROKER_UNREACHABLE, at once where the connection is refused. */
  reachable(): Promise<void>;
  /** How many brokers are up. */
  brokers(): Promise<number>;
  /** All topics but Kafka's own, by name. */
  topics(): Promise<readonly TopicDescription[]>;
  /** Resolves when every partition has a leader. Rejects where one of them is there already; the others are made. */
  create(topics: readonly NewTopic[]): Promise<void>;
  /** Sets these entries on the topic, or with null removes them; leaves its others as they are. */
  alterConfig(topic: string, config: Readonly<Record<string, string | null>>): Promise<void>;
  /** Resolves when they are gone. */
  deleteTopics(names: readonly string[]): Promise<void>;
}

export class ClusterAdmin implements KafkaAdmin {
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  async reachable(): Promise<void> {
    await this.#cluster.refresh([]);
  }

  async brokers(): Promise<number> {
    return (await this.#cluster.describe()).brokers.length;
  }

  async topics(): Promise<TopicDescription[]> {
    const { topicMetadata } = await this.#cluster.describe();
    const own = topicMetadata.filter(({ isInternal, topic }) => !isInternal && !topic.startsWith("__"));
    if (own.length === 0) return [];
    const { resources } = await this.#ask(describeTopicConfigs(own.map(({ topic }) => topic)));
    const configs = new Map(
      resources.map(({ errorCode, resourceName, configEntries }) => {
        check(errorCode, `configuration of ${resourceName}`);
        const set = configEntries.filter(({ configSource }) => configSource === setOnTopic);
        const entries = set.map(({ configName, configValue }) => [configName, configValue ?? ""] as const);
        return [resourceName, Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))];
      }),
    );
    return own
      .map(({ topic, partitionMetadata }) => ({
        name: topic,
        partitions: partitionMetadata.length,
        replication: partitionMetadata[0]?.replicas.length ?? 0,
        config: configs.get(topic) ?? {},
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async create(topics: readonly NewTopic[]): Promise<void> {
    if (topics.length === 0) return;
    const request = createTopics(
      topics.map(({ name, partitions, replication = -1, config = {} }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: replication,
        configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
      })),
    );
    const topicErrors = await this.#change(request, kafkaCodes.TOPIC_ALREADY_EXISTS);
    const made = topics.filter(({ name }) => topicErrors.some((each) => each.topic === name && each.errorCode === 0));
    await this.#until(async () => {
      for (const { name, partitions } of made) {
        for (let partition = 0; partition < partitions; partition++) {
          await this.#cluster.leader({ topic: name, partition });
        }
      }
    });
    refuse(topicErrors, "create topic");
  }

  async alterConfig(topic: string, config: Readonly<Record<string, string | null>>): Promise<void> {
    const failure = await this.#ask(incrementalAlterConfigs(topic, config));
    if (failure !== undefined) refuse([failure], "configure topic");
  }

  async deleteTopics(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const topicErrors = await this.#change(deleteTopics(names), kafkaCodes.UNKNOWN_TOPIC_OR_PARTITION);
    await this.#until(async () => {
      const { topicMetadata } = await this.#cluster.describe();
      const deleted = topicErrors.filter(({ errorCode }) => errorCode === 0).map(({ topic }) => topic);
      const left = deleted.find((name) => topicMetadata.some(({ topic }) => topic === name));
      if (left !== undefined) throw new Error(`topic ${left} is still there`);
      for (const name of deleted) this.#cluster.deleted(name);
    });
    refuse(topicErrors, "delete topic");
  }

  /** `done` is what the broker says where the change had been made before its answer was lost. */
  async #change(request: Api<TopicErrors>, done: number): Promise<readonly TopicError[]> {
    let lost = false;
    const { topicErrors } = await this.#ask(request, () => {
      lost = true;
    });
    return lost ? topicErrors.map((each) => (each.errorCode === done ? { ...each, errorCode: 0 } : each)) : topicErrors;
  }

  /** Asks once more where the connection is lost: between two questions a broker ends it, for being idle or to restart. */
  async #ask<Answer>(request: Api<Answer>, onLost?: () => void): Promise<Answer> {
    try {
      return await (await this.#cluster.any()).request(request);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      onLost?.();
      return (await this.#cluster.any()).request(request);
    }
  }

  async #until(done: () => Promise<void>): Promise<void> {
    await retrying(done, { forMs: 15_000, when: () => true });
  }
}

function refuse(errors: readonly TopicError[], what: string): void {
  const failed = errors.filter(({ errorCode }) => errorCode !== 0);
  const [first] = failed;
  if (first === undefined) return;
  const each = failed.map(({ topic, errorCode, errorMessage }) =>
    errorMessage ? `${topic}: ${errorMessage}` : new BrokerError(errorCode, topic).message,
  );
  const cause = new BrokerError(first.errorCode, first.topic);
  if (cause.is("UNKNOWN_TOPIC_OR_PARTITION")) {
    throw new StreamsError("TOPIC_MISSING", `cannot ${what} ${first.topic}: there is no such topic`, { cause });
  }
  throw new Error(`cannot ${what} ${each.join("; ")}`, { cause });
}

/** IncrementalAlterConfigs, version 0: kafkajs has only the older request, which removes what it does not name. */
function incrementalAlterConfigs(
  topic: string,
  config: Readonly<Record<string, string | null>>,
): Api<TopicError | undefined> {
  const writer = new ByteWriter(256).int32(1).int8(2).string(topic);
  writer.array(Object.entries(config), ([name, value]) => {
    writer
      .string(name)
      .int8(value === null ? 1 : 0)
      .string(value);
  });
  const bytes = writer.int8(0).written;
  return () => ({
    apiKey: 44,
    apiVersion: 0,
    apiName: "IncrementalAlterConfigs",
    encode: () => bytes,
    decode(answer) {
      const reader = new ByteReader(answer);
      reader.int32();
      const [failure] = reader.array(() => {
        const errorCode = reader.int16();
        const errorMessage = reader.string();
        reader.int8();
        return { topic: reader.string(), errorCode, errorMessage };
      });
      return failure?.errorCode === 0 ? undefined : failure;
    },
  });
}
