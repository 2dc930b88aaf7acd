import { StreamsError } from "../error.ts";

/** The error codes of Kafka's protocol that this client acts on. */
export const kafkaCodes = {
  UNKNOWN_SERVER_ERROR: -1,
  OFFSET_OUT_OF_RANGE: 1,
  CORRUPT_MESSAGE: 2,
  UNKNOWN_TOPIC_OR_PARTITION: 3,
  LEADER_NOT_AVAILABLE: 5,
  NOT_LEADER_OR_FOLLOWER: 6,
  REQUEST_TIMED_OUT: 7,
  REPLICA_NOT_AVAILABLE: 9,
  MESSAGE_TOO_LARGE: 10,
  NETWORK_EXCEPTION: 13,
  COORDINATOR_LOAD_IN_PROGRESS: 14,
  COORDINATOR_NOT_AVAILABLE: 15,
  NOT_COORDINATOR: 16,
  RECORD_LIST_TOO_LARGE: 18,
  NOT_ENOUGH_REPLICAS: 19,
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 20,
  ILLEGAL_GENERATION: 22,
  INCONSISTENT_GROUP_PROTOCOL: 23,
  UNKNOWN_MEMBER_ID: 25,
  INVALID_SESSION_TIMEOUT: 26,
  REBALANCE_IN_PROGRESS: 27,
  TOPIC_AUTHORIZATION_FAILED: 29,
  GROUP_AUTHORIZATION_FAILED: 30,
  CLUSTER_AUTHORIZATION_FAILED: 31,
  INVALID_TIMESTAMP: 32,
  TOPIC_ALREADY_EXISTS: 36,
  NOT_CONTROLLER: 41,
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 43,
  POLICY_VIOLATION: 44,
  OUT_OF_ORDER_SEQUENCE_NUMBER: 45,
  DUPLICATE_SEQUENCE_NUMBER: 46,
  INVALID_PRODUCER_EPOCH: 47,
  INVALID_TXN_STATE: 48,
  INVALID_PRODUCER_ID_MAPPING: 49,
  CONCURRENT_TRANSACTIONS: 51,
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 53,
  OPERATION_NOT_ATTEMPTED: 55,
  KAFKA_STORAGE_ERROR: 56,
  UNKNOWN_PRODUCER_ID: 59,
  FENCED_LEADER_EPOCH: 74,
  UNKNOWN_LEADER_EPOCH: 75,
  OFFSET_NOT_AVAILABLE: 78,
  MEMBER_ID_REQUIRED: 79,
  GROUP_MAX_SIZE_REACHED: 81,
  FENCED_INSTANCE_ID: 82,
  INVALID_RECORD: 87,
  UNSTABLE_OFFSET_COMMIT: 88,
  PRODUCER_FENCED: 90,
  UNKNOWN_TOPIC_ID: 100,
} as const;

export type KafkaCodeName = keyof typeof kafkaCodes;

const names = new Map<number, string>(Object.entries(kafkaCodes).map(([name, code]) => [code, name]));

const moved: readonly KafkaCodeName[] = [
  "UNKNOWN_TOPIC_OR_PARTITION",
  "LEADER_NOT_AVAILABLE",
  "NOT_LEADER_OR_FOLLOWER",
  "REPLICA_NOT_AVAILABLE",
  "NETWORK_EXCEPTION",
  "COORDINATOR_NOT_AVAILABLE",
  "NOT_COORDINATOR",
  "NOT_CONTROLLER",
  "KAFKA_STORAGE_ERROR",
  "FENCED_LEADER_EPOCH",
  "UNKNOWN_LEADER_EPOCH",
  "UNKNOWN_TOPIC_ID",
];

const passing: readonly KafkaCodeName[] = [
  "CORRUPT_MESSAGE",
  "REQUEST_TIMED_OUT",
  "COORDINATOR_LOAD_IN_PROGRESS",
  "NOT_ENOUGH_REPLICAS",
  "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
  "CONCURRENT_TRANSACTIONS",
  "OFFSET_NOT_AVAILABLE",
  "UNKNOWN_SERVER_ERROR",
];

const retriable = new Set<number>([...moved, ...passing].map((name) => kafkaCodes[name]));

/** A broker answered a request with an error. */
export class BrokerError extends Error {
  readonly code: number;
  readonly retriable: boolean;
  constructor(code: number, what: string) {
    super(`${what}: ${names.get(code) ?? "error"} (${code})`);
    this.name = "BrokerError";
    this.code = code;
    this.retriable = retriable.has(code);
  }

  is(...wanted: KafkaCodeName[]): boolean {
    return wanted.some((name) => kafkaCodes[name] === this.code);
  }
}

/** What a broker refuses about the records or the writer, and would refuse again. */
const refusals: readonly KafkaCodeName[] = [
  "TOPIC_AUTHORIZATION_FAILED",
  "CLUSTER_AUTHORIZATION_FAILED",
  "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
  "INVALID_TIMESTAMP",
  "INVALID_RECORD",
  "POLICY_VIOLATION",
  "UNSUPPORTED_FOR_MESSAGE_FORMAT",
];

/** Whether a broker refuses to take something for good. */
export function isRefusal(error: unknown): boolean {
  return error instanceof BrokerError && error.is(...refusals);
}

/** A request was not answered: whether the broker carried it out is not known. */
export class ConnectionLost extends Error {
  readonly retriable = true;
  constructor(address: string, cause: unknown) {
    super(`connection to ${address} lost: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "ConnectionLost";
  }
}

/** Whoever asked has closed what it asked through. */
export class ClientClosed extends Error {
  constructor() {
    super("the Kafka client was closed");
    this.name = "ClientClosed";
  }
}

/** Throws where an answer carries an error code. */
export function check(code: number, what: string): void {
  if (code !== 0) throw new BrokerError(code, what);
}

/** What trying again may heal. A `StreamsError` is a verdict, except that a broker out of reach may come back. */
export function isRetriable(error: unknown): boolean {
  if (error instanceof StreamsError) return error.code === "BROKER_UNREACHABLE";
  return error instanceof ConnectionLost || (error instanceof BrokerError && error.retriable);
}
