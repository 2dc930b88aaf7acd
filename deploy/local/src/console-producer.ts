import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kafkaLibs } from "./downloads.ts";
import { LocalError } from "./error.ts";
import { findJava, jvmFlags } from "./java.ts";
import { supervise } from "./supervised.ts";

export interface ConsoleProducerOptions {
  readonly brokers: string;
  readonly topic: string;
  readonly compression: "none" | "gzip" | "snappy" | "lz4" | "zstd";
  /** Of text without tabs and line ends. */
  readonly records: readonly { readonly key: string; readonly value: string }[];
}

/** Writes records with the console producer of Kafka's own jars, as another team's program would. Rejects with PRODUCER_FAILED. */
export async function consoleProducer({ brokers, topic, compression, records }: ConsoleProducerOptions): Promise<void> {
  const { command } = await findJava();
  const folder = await mkdtemp(join(tmpdir(), "touchline-producer-"));
  const logFile = join(folder, "producer.log");
  const lines = join(folder, "lines");
  await writeFile(lines, records.map(({ key, value }) => `${key}\t${value}\n`).join(""));
  const child = supervise({
    command: "/bin/sh",
    args: [
      ...["-c", 'lines=$1; shift; exec "$@" < "$lines"', "sh", lines],
      ...[command, ...jvmFlags, "-cp", `${kafkaLibs}/*`, "org.apache.kafka.tools.ConsoleProducer"],
      ...["--bootstrap-server", brokers, "--topic", topic, "--compression-codec", compression],
      ...["--reader-property", "parse.key=true", "--request-required-acks", "all"],
      // so that a batch holds more than one block of its codec
      ...["--batch-size", "262144", "--command-property", "linger.ms=100"],
    ],
    logFile,
    graceMs: 2_000,
  });
  const { code } = await child.exited;
  const log = await readFile(logFile, "utf8");
  await rm(folder, { recursive: true, force: true });
  // It ends well also where the broker refused what it sent.
  if (code !== 0 || /ERROR|Exception/.test(log)) {
    throw new LocalError("PRODUCER_FAILED", `Kafka's console producer failed on ${topic}: ${log.slice(-1_000)}`);
  }
}
