import type { LogRecord, OutRecord } from "./log-client.ts";
import type { OpenSource } from "./prepared-topology.ts";
import type { Headers } from "./topic.ts";
import type { Reason } from "./topology.ts";

/** The record DeadLetter that a dead-letter topic carries: a record that could not be used, and why. */
export interface DeadLetter {
  /** Reason code, one of those that the docs list. */
  readonly code: string;
  readonly message: string;
  /** Application that refused it. */
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  /** Value as it was read; empty for a tombstone. */
  readonly payload: Buffer;
}

/** The letter for a refused record: beside the records of its key, with its key, timestamp and headers. */
export function deadLetterRecord(
  { topic, deadLetters }: OpenSource,
  partition: number,
  record: LogRecord,
  reason: Reason,
  options: { readonly stage: string; readonly headers: Headers; readonly recordBytes: number },
): OutRecord {
  const letter: DeadLetter = {
    code: reason.code,
    message: reason.message,
    stage: options.stage,
    topic: topic.name,
    partition,
    offset: Number(record.offset),
    key: record.key?.toString() ?? null,
    payload: record.value ?? Buffer.alloc(0),
  };
  const { key, timestamp } = record;
  return {
    topic: deadLetters.name,
    partition,
    key,
    value: encodeWithin(deadLetters, letter, options.recordBytes - recordSize(key, null, options.headers)),
    timestamp,
    headers: options.headers,
  };
}

/** A letter about a record that just fitted is larger than the record: its payload is cut then, and says so. */
function encodeWithin({ serde }: OpenSource["deadLetters"], letter: DeadLetter, bytes: number): Buffer {
  const whole = serde.encode({ schema: "DeadLetter", value: letter });
  if (whole.length <= bytes) return whole;
  const room = Math.max(0, letter.payload.length - (whole.length - bytes) - 200);
  const message = `${letter.message.slice(0, 1_000)} (payload cut to ${room} of ${letter.payload.length} bytes)`;
  return serde.encode({
    schema: "DeadLetter",
    value: { ...letter, message, payload: letter.payload.subarray(0, room) },
  });
}

/** Bytes of a record as the broker counts them, frame apart. */
export function recordSize(key: Buffer | null, value: Buffer | null, headers: Headers | undefined): number {
  let size = (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) size += name.length + (headers[name] as string).length + 4;
  return size;
}
