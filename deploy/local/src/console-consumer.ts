import { LocalError } from "./error.ts";
import { kafkaTool } from "./kafka-tool.ts";

export interface ConsoleConsumerOptions {
  readonly brokers: string;
  readonly topic: string;
  /** Stops after so many records; otherwise after `idleMs` without one. */
  readonly count?: number;
  /** Default 3,000. */
  readonly idleMs?: number;
  /** read_committed if not given. */
  readonly isolation?: "read_committed" | "read_uncommitted";
}

/** A record as Kafka's own consumer gave it, its bytes as they were. */
export interface ConsumedRecord {
  readonly partition: number;
  readonly offset: bigint;
  readonly timestamp: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

// Neither can stand in what BytesDeserializer prints, which is ASCII from space to tilde.
const field = "\u0001";
const header = "\u0002";
// This one goes through the deserializer itself, so it must be something that no record holds.
const nothing = "(nothing, as the console consumer was asked to write it)";

/**
 * Reads a topic from its beginning with the console consumer of Kafka's own jars: an oracle that shares
 * no code with our client. Records come sorted by partition and offset. Rejects with CONSUMER_FAILED.
 */
export async function consoleConsumer(options: ConsoleConsumerOptions): Promise<ConsumedRecord[]> {
  const consumer = "org.apache.kafka.tools.consumer.ConsoleConsumer";
  const { code, output, log } = await kafkaTool(consumer, flags(options));
  const records = output.split("\n").filter((line) => line.startsWith("CreateTime:"));
  // It ends well when it was idle, even where that was for want of a broker or a topic.
  const isCutOff = records.length === 0 && /may not be available|UNKNOWN_TOPIC_OR_PARTITION/.test(log);
  if (code !== 0 || isCutOff) {
    const end = `${log.slice(-500)}${output.slice(-500)}`;
    throw new LocalError("CONSUMER_FAILED", `Kafka's console consumer failed on ${options.topic}: ${end}`);
  }
  return records.map(readLine).sort((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
}

function flags({
  brokers,
  topic,
  count,
  idleMs = 3_000,
  isolation = "read_committed",
}: ConsoleConsumerOptions): string[] {
  const bytes = "org.apache.kafka.common.serialization.BytesDeserializer";
  const format = {
    "print.timestamp": true,
    "print.partition": true,
    "print.offset": true,
    "print.headers": true,
    "print.key": true,
    "key.separator": field,
    "headers.separator": header,
    "null.literal": nothing,
    "key.deserializer": bytes,
    "value.deserializer": bytes,
    "headers.deserializer": bytes,
  };
  return [
    ...["--bootstrap-server", brokers, "--topic", topic, "--from-beginning", "--isolation-level", isolation],
    ...["--command-property", "enable.auto.commit=false", "--timeout-ms", String(idleMs)],
    ...(count === undefined ? [] : ["--max-messages", String(count)]),
    ...Object.entries(format).flatMap(([name, value]) => ["--formatter-property", `${name}=${value}`]),
  ];
}

/** CreateTime:1 | Partition:0 | Offset:2 | name:value, name:value | key | value, with the separators above. */
function readLine(line: string): ConsumedRecord {
  const [timestamp = "", partition = "", offset = "", headers = "", key = "", value = ""] = line.split(field);
  const after = (text: string) => text.slice(text.indexOf(":") + 1);
  const pairs = headers === "NO_HEADERS" ? [] : headers.split(header);
  return {
    timestamp: Number(after(timestamp)),
    partition: Number(after(partition)),
    offset: BigInt(after(offset)),
    headers: Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf(":")), readBytes(after(pair))?.toString() ?? ""]),
    ),
    key: readBytes(key),
    value: readBytes(value),
  };
}

/** Undoes org.apache.kafka.common.utils.Bytes.toString: what is not printable ASCII, and the backslash, is \xNN. */
function readBytes(text: string): Buffer | null {
  if (text === nothing) return null;
  const plain = text.replace(/\\x([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}
