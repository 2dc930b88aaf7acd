import { StreamsError } from "./error.ts";
import type { Reached } from "./task-time.ts";

/**
 * Layout of a changelog partition, which holds everything a task needs to go on:
 *
 *   key                               value
 *   ["position"]                      {"<source topic>":"<offset to read next>", ..., "@time":{"<source topic>":[<ms>]}}
 *   ["store","<store>","<key>"]       value of a key-value store
 *   ["store","<store>","<key>","<id>"] entry of a refold store or a window store
 *
 * Keys and values are JSON in UTF-8, without white space. A null value (tombstone) deletes. JSON escapes what a key may
 * hold, so no two entries share a changelog key and a console consumer shows them as they are.
 */
export type ChangelogKey =
  | readonly ["position"]
  | readonly ["store", store: string, key: string]
  | readonly ["store", store: string, key: string, id: string];

export const positionKey = JSON.stringify(["position"]);

/** Changelog key of a store's entry; `id` where the store is a refold store. */
export function entryKey(store: string, key: string, id?: string): string {
  return JSON.stringify(id === undefined ? ["store", store, key] : ["store", store, key, id]);
}

/** Throws UNDECODABLE: a changelog is written by this package alone, so foreign bytes mean a topic shared by mistake. */
export function readKey(bytes: Buffer | null): ChangelogKey {
  const key = bytes === null ? null : parse(bytes);
  if (Array.isArray(key) && key.every((part) => typeof part === "string")) {
    if (key[0] === "position" && key.length === 1) return key as unknown as ChangelogKey;
    if (key[0] === "store" && (key.length === 3 || key.length === 4)) return key as unknown as ChangelogKey;
  }
  throw new StreamsError(
    "UNDECODABLE",
    `the changelog holds the key ${bytes?.toString() ?? "null"}, which is none of ours: give each application a changelog topic of its own`,
  );
}

/** Value of a changelog record; undefined for a tombstone. */
export function readValue(bytes: Buffer | null): unknown {
  return bytes === null ? undefined : parse(bytes);
}

export type Positions = ReadonlyMap<string, bigint>;

/** Where the event times stand among the positions: no topic has such a name. */
const timeMember = "@time";

export function writePositions(positions: Positions, reached?: Reached): string {
  const offsets = [...positions].map(([topic, offset]) => [topic, offset.toString()]);
  return JSON.stringify({ ...Object.fromEntries(offsets), ...(reached && { [timeMember]: reached }) });
}

/** Positions, and the event times reached in the sources with them. */
export function readPositions(bytes: Buffer | null): { readonly positions: Positions; readonly reached: Reached } {
  const { [timeMember]: reached = {}, ...offsets } = (readValue(bytes) ?? {}) as Record<string, unknown>;
  const positions = Object.entries(offsets).map(([topic, offset]) => [topic, BigInt(offset as string)] as const);
  return { positions: new Map(positions), reached: reached as Reached };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (cause) {
    throw new StreamsError("UNDECODABLE", `the changelog holds ${bytes.subarray(0, 80)}, which is not JSON`, { cause });
  }
}
