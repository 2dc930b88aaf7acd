import { createHash } from "node:crypto";
import type { LogClient, LogRecord, OutRecord } from "../log-client.ts";
import { placeOf } from "../origin.ts";
import { recordAt } from "../record-at.ts";
import type { Origin } from "../topic.ts";
import type { Letter } from "./letter.ts";

/** Headers that a replayed record has beside its own: where it first stood, and the letter that it was replayed from. */
export const replayHeaders = { origin: "replay-origin", letter: "replay-letter" } as const;

/**
 * The record that a letter is about, byte for byte, to be written again: from the letter, or where that was cut, from the
 * record's origin. Otherwise the reason why it cannot be restored, in words.
 */
export async function restoreRecord(letter: Letter, client: LogClient): Promise<OutRecord | string> {
  const { origin, note } = letter;
  if (origin === undefined) return "it never stood on a topic: have its provider send it again";
  if (note === undefined) return "its letter does not say whether it is whole: it was not written by this runtime";
  if (note.payload === "batch") return "it is a batch that cannot be read: have its producer write the records again";
  const isWhole = note.payload !== "cut" && note.dropped === undefined;
  const found = isWhole ? wholeOf(letter) : await originalOf(letter, origin, client);
  if (typeof found === "string") return found;
  if (Object.values(found.headers).some((value) => value.includes("\uFFFD"))) {
    return "one of its headers is no text, so it was not kept as it was";
  }
  const { topic, partition } = origin;
  const headers = {
    ...found.headers,
    [replayHeaders.origin]: found.headers[replayHeaders.origin] ?? placeOf(origin),
    [replayHeaders.letter]: placeOf(letter.at),
  };
  return { topic, partition, key: found.key, value: found.value, timestamp: found.timestamp, headers };
}

type Found = Pick<LogRecord, "key" | "value" | "timestamp" | "headers">;

function wholeOf({ key, payload, headers, note }: Letter): Found {
  const { timestamp = 0, payload: kind } = note ?? {};
  return { key, value: kind === "tombstone" ? null : payload, timestamp, headers };
}

/** The record where it stood, if it is still there and is still the same. */
async function originalOf({ note, payload, key }: Letter, origin: Origin, client: LogClient): Promise<Found | string> {
  const raw = await recordAt(client, origin);
  if (raw === undefined) return `it was too large for its letter, and does not stand at ${placeOf(origin)} any more`;
  const value = raw.value ?? Buffer.alloc(0);
  const isSame =
    note?.sha256 === undefined
      ? value.equals(payload)
      : createHash("sha256").update(value).digest("hex") === note.sha256;
  const isSameKey = note?.dropped?.includes("key") || (raw.key === null ? key === null : key?.equals(raw.key));
  if (!isSame || !isSameKey || raw.timestamp !== note?.timestamp) {
    return `it was too large for its letter, and another record stands at ${placeOf(origin)} now`;
  }
  return raw;
}
