import type { ConnectionOptions } from "node:tls";

export interface KafkaClientOptions {
  /** `host:port` of brokers to begin with; the others are learnt from them. */
  readonly brokers: readonly string[];
  /** Shows in the brokers' logs and quotas. */
  readonly clientId: string;
  readonly ssl?: boolean | ConnectionOptions;
  readonly sasl?: {
    readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
    readonly username: string;
    readonly password: string;
  };
  /** What the connections have to say; nothing is printed anywhere. */
  readonly log?: (level: "debug" | "info" | "warn" | "error", message: string) => void;
  /** Longest wait for a connection, ms. */
  readonly connectTimeoutMs?: number;
  /** Longest wait for an answer, the wait that a request asks for itself not counted, ms. */
  readonly requestTimeoutMs?: number;
  /** How long readers, producers and writers go on trying while brokers are away, ms. */
  readonly recoverForMs?: number;
}

export interface Settings extends Omit<KafkaClientOptions, "ssl"> {
  readonly ssl: ConnectionOptions | null;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly recoverForMs: number;
  /** How long opening something goes on trying, ms. */
  readonly openForMs: number;
}

export function settingsOf({ ssl, ...options }: KafkaClientOptions): Settings {
  const { recoverForMs = 60_000 } = options;
  return {
    connectTimeoutMs: 5_000,
    requestTimeoutMs: 15_000,
    ...options,
    recoverForMs,
    openForMs: Math.min(recoverForMs, 15_000),
    ssl: ssl === true ? {} : ssl || null,
  };
}
