import type { ApiVersions } from "kafkajs/src/network/connection.js";
import apiKeys from "kafkajs/src/protocol/requests/apiKeys.js";
import index from "kafkajs/src/protocol/requests/index.js";

/** A request ready to be sent, and how to read its answer. */
export interface Call<Answer> {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  /** The body, in one piece or several. */
  encode(): Buffer | readonly Buffer[] | Promise<Buffer>;
  decode(answer: Buffer): Answer | Promise<Answer>;
}

/** A request whose version is chosen by what the broker offers. */
export type Api<Answer> = (versions: ApiVersions) => Call<Answer>;

/** A request as kafkajs encodes it; the answer comes as decoded, error codes included, for the caller to act on. */
export function api<Answer>(name: string, request: object): Api<Answer> {
  const definition = index.requests[name];
  const apiKey = apiKeys[name];
  if (definition === undefined || apiKey === undefined) throw new Error(`kafkajs knows no request ${name}`);
  return (versions) => {
    const call = index.lookup(versions)(apiKey, definition)(request);
    return {
      ...call.request,
      encode: async () => (await call.request.encode()).buffer,
      decode: (answer) => call.response.decode(answer) as Promise<Answer>,
    };
  };
}

/** Asked before the broker's versions are known; version 2 is the newest that kafkajs reads. */
export function apiVersions(): Api<{
  readonly apiVersions: readonly {
    readonly apiKey: number;
    readonly minVersion: number;
    readonly maxVersion: number;
  }[];
}> {
  const version = { minVersion: 0, maxVersion: 2 };
  return () => api<never>("ApiVersions", {})({ [apiKeys.ApiVersions as number]: version });
}

export interface MetadataAnswer {
  readonly brokers: readonly { readonly nodeId: number; readonly host: string; readonly port: number }[];
  readonly controllerId: number;
  readonly topicMetadata: readonly {
    readonly topicErrorCode: number;
    readonly topic: string;
    readonly isInternal: boolean;
    readonly partitionMetadata: readonly {
      readonly partitionErrorCode: number;
      readonly partitionId: number;
      readonly leader: number;
      readonly replicas: readonly number[];
    }[];
  }[];
}

/** No topics: all topics. */
export function metadata(topics: readonly string[]): Api<MetadataAnswer> {
  return api("Metadata", { topics, allowAutoTopicCreation: false });
}

interface ByTopic<Partition> {
  readonly topic: string;
  readonly partitions: readonly Partition[];
}

/** `timestamp` -1: the end (the last stable offset when `committed`), -2: the first offset. */
export function listOffsets(
  topics: readonly ByTopic<{ readonly partition: number; readonly timestamp: number }>[],
  committed: boolean,
): Api<{
  readonly responses: readonly ByTopic<{
    readonly partition: number;
    readonly errorCode: number;
    readonly offset: string;
  }>[];
}> {
  return api("ListOffsets", { replicaId: -1, isolationLevel: committed ? 1 : 0, topics });
}

export function findCoordinator(
  kind: "group" | "transaction",
  key: string,
): Api<{ readonly errorCode: number; readonly coordinator: { readonly nodeId: number; host: string; port: number } }> {
  return api("GroupCoordinator", {
    groupId: key,
    coordinatorKey: key,
    coordinatorType: kind === "group" ? 0 : 1,
  });
}

export function initProducerId(
  transactionalId: string | null,
  transactionTimeout: number,
): Api<{ readonly errorCode: number; readonly producerId: string; readonly producerEpoch: number }> {
  return api("InitProducerId", { transactionalId, transactionTimeout });
}

export interface Transaction {
  readonly transactionalId: string;
  readonly producerId: bigint;
  readonly producerEpoch: number;
}

export function addPartitionsToTxn(
  transaction: Transaction,
  topics: readonly ByTopic<number>[],
): Api<{
  readonly errors: readonly {
    readonly topic: string;
    readonly partitionErrors: readonly { readonly partition: number; readonly errorCode: number }[];
  }[];
}> {
  return api("AddPartitionsToTxn", { ...transaction, topics });
}

/** The group's positions become part of the transaction, to be written by a `TxnOffsetCommit`. */
export function addOffsetsToTxn(transaction: Transaction, groupId: string): Api<{ readonly errorCode: number }> {
  return api("AddOffsetsToTxn", { ...transaction, groupId });
}

export function endTxn(transaction: Transaction, result: "commit" | "abort"): Api<{ readonly errorCode: number }> {
  return api("EndTxn", { ...transaction, transactionResult: result === "commit" });
}

export function createTopics(
  topics: readonly {
    readonly topic: string;
    readonly numPartitions: number;
    readonly replicationFactor: number;
    readonly configEntries: readonly { readonly name: string; readonly value: string }[];
  }[],
): Api<TopicErrors> {
  return api("CreateTopics", { topics, validateOnly: false, timeout: 10_000 });
}

export interface TopicError {
  readonly topic: string;
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

/** What became of each topic. */
export interface TopicErrors {
  readonly topicErrors: readonly TopicError[];
}

export function deleteTopics(topics: readonly string[]): Api<TopicErrors> {
  return api("DeleteTopics", { topics, timeout: 10_000 });
}

/** Where a configuration entry comes from: set on the topic itself. */
export const setOnTopic = 1;

export function describeTopicConfigs(topics: readonly string[]): Api<{
  readonly resources: readonly {
    readonly errorCode: number;
    readonly resourceName: string;
    readonly configEntries: readonly {
      readonly configName: string;
      readonly configValue: string | null;
      readonly configSource: number;
    }[];
  }[];
}> {
  const resources = topics.map((name) => ({ type: 2, name, configNames: [] }));
  return api("DescribeConfigs", { resources, includeSynonyms: false });
}
