import { LocalError } from "./error.ts";
import { kafkaTool } from "./kafka-tool.ts";

export interface ConsoleProducerOptions {
  readonly brokers: string;
  readonly topic: string;
  readonly compression: "none" | "gzip" | "snappy" | "lz4" | "zstd";
  /** Of text without tabs and line ends. */
  readonly records: readonly { readonly key: string; readonly value: string }[];
}

/** Writes records with the console producer of Kafka's own jars, as another team's program would. Rejects with PRODUCER_FAILED. */
export async function consoleProducer({ brokers, topic, compression, records }: ConsoleProducerOptions): Promise<void> {
  const flags = [
    ...["--bootstrap-server", brokers, "--topic", topic, "--compression-codec", compression],
    ...["--reader-property", "parse.key=true", "--request-required-acks", "all"],
    // so that a batch holds more than one block of its codec
    ...["--batch-size", "262144", "--command-property", "linger.ms=100"],
  ];
  const lines = records.map(({ key, value }) => `${key}\t${value}\n`).join("");
  const { code, output, log } = await kafkaTool("org.apache.kafka.tools.ConsoleProducer", flags, lines);
  // It ends well also where the broker refused what it sent.
  if (code !== 0 || /ERROR|Exception/.test(log)) {
    const end = `${log.slice(-500)}${output.slice(-500)}`;
    throw new LocalError("PRODUCER_FAILED", `Kafka's console producer failed on ${topic}: ${end}`);
  }
}
