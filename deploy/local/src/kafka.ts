import { type Broker, startBroker } from "./broker.ts";
import type { OnProgress } from "./downloads.ts";

export interface KafkaOptions {
  /** Holds the broker's data and log; a later start on it finds the same topics and records. */
  readonly folder: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly onProgress?: OnProgress;
}

export interface LocalKafka extends Broker {
  /** host:port, as KAFKA_BROKERS has it. */
  readonly brokers: string;
}

/**
 * Starts a single-node broker on 127.0.0.1; resolves when it serves requests. Its process ends when this one does. Rejects
 * with JAVA_MISSING, PORT_TAKEN, FOLDER_IN_USE, DISK_FULL, BROKER_DID_NOT_START or what `download` rejects with.
 */
export async function startKafka({ folder, port = 0, onProgress }: KafkaOptions): Promise<LocalKafka> {
  const broker = await startBroker({ folder, port, onProgress });
  return { ...broker, brokers: `127.0.0.1:${broker.port}` };
}
