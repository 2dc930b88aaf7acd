import { createHash } from "node:crypto";
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

/** Name of the header that says what a letter holds of its record; all other headers are the record's own. */
export const letterHeader = "dead-letter";

/** What that header holds, as JSON: what it takes to restore the record byte for byte, or to know that it cannot be. */
export interface LetterNote {
  /** The record's, ms since the epoch; the letter's own tells when it was refused, for retention goes by that. */
  readonly timestamp: number;
  /** What the payload is: the value as a whole, the beginning of one too large, nothing (a tombstone), or a batch as it stands in the log. */
  readonly payload: "whole" | "cut" | "tombstone" | "batch";
  /** Bytes of the value, and their SHA-256 in hexadecimal, where the payload was cut. */
  readonly bytes?: number;
  readonly sha256?: string;
  /** Last offset of a batch. */
  readonly lastOffset?: string;
  /** What would not have fitted either. */
  readonly dropped?: readonly ("key" | "headers")[];
}

export interface LetterOptions {
  /** Application that refuses. */
  readonly stage: string;
  /** The letter's timestamp, ms since the epoch. */
  readonly now: number;
  /** Bytes that the broker takes of a record. */
  readonly recordBytes: number;
}

/** A key or headers above this share of a record leave a letter no room for what it is about. */
const largestShare = 1 / 4;
/** For the note. */
const reservedBytes = 300;
/** Characters; a message may quote what was wrong. */
const longestMessage = 4_000;

/**
 * The letter for a refused record: beside the records of its key, with its key and headers. A letter is larger
 * than its record; what does not fit is cut, and the note says how much there was, with its hash. `isWhole` tells whether
 * the record can be restored from it.
 */
export function deadLetterRecord(
  { topic, deadLetters }: OpenSource,
  partition: number,
  record: LogRecord,
  reason: Reason,
  { stage, now, recordBytes }: LetterOptions,
): { readonly record: OutRecord; readonly isWhole: boolean } {
  const share = recordBytes * largestShare;
  const dropped: ("key" | "headers")[] = [];
  if ((record.key?.length ?? 0) > share) dropped.push("key");
  if (recordSize(null, null, record.headers) > share) dropped.push("headers");
  const key = dropped.includes("key") ? null : record.key;
  const headers = dropped.includes("headers") ? {} : record.headers;
  const value = record.value ?? Buffer.alloc(0);
  const room = recordBytes - recordSize(key, null, headers) - reservedBytes;
  const letter: DeadLetter = {
    code: reason.code,
    message: reason.message.slice(0, longestMessage),
    stage,
    topic: topic.name,
    partition,
    offset: Number(record.offset),
    key: record.key?.subarray(0, share).toString() ?? null,
    payload: value,
  };
  const whole = deadLetters.serde.encode({ schema: "DeadLetter", value: letter });
  const fits = whole.length <= room;
  const kind = record.damaged !== undefined ? "batch" : record.value === null ? "tombstone" : "whole";
  const note: LetterNote = {
    timestamp: record.timestamp,
    payload: fits ? kind : "cut",
    ...(!fits && { bytes: value.length, sha256: createHash("sha256").update(value).digest("hex") }),
    ...(record.damaged && { lastOffset: String(record.damaged.lastOffset) }),
    ...(dropped.length > 0 && { dropped }),
  };
  return {
    record: {
      topic: deadLetters.name,
      partition,
      key,
      value: fits ? whole : encodeCut(deadLetters, letter, room, whole.length),
      timestamp: Math.floor(now),
      headers: { ...headers, [letterHeader]: JSON.stringify(note) },
    },
    isWhole: fits && dropped.length === 0,
  };
}

function encodeCut({ serde }: OpenSource["deadLetters"], letter: DeadLetter, room: number, length: number): Buffer {
  const { payload } = letter;
  const cutTo = (kept: number) => {
    const message = `${letter.message.slice(0, 1_000)} (payload cut to ${kept} of ${payload.length} bytes)`;
    const key = letter.key?.slice(0, 200) ?? null;
    return serde.encode({
      schema: "DeadLetter",
      value: { ...letter, key, message, payload: payload.subarray(0, kept) },
    });
  };
  const bare = cutTo(0).length;
  // an encoding may take more than a byte for each
  const perByte = Math.max(1, (length - bare) / payload.length);
  return cutTo(Math.max(0, Math.floor((room - bare) / perByte) - 16));
}

/** Bytes of a record as the broker counts them, frame apart. */
export function recordSize(key: Buffer | null, value: Buffer | null, headers: Headers | undefined): number {
  let size = (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) size += Buffer.byteLength(name) + Buffer.byteLength(headers[name] as string) + 4;
  return size;
}
