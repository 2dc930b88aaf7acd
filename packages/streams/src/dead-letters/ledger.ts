import type { LogClient, OutRecord } from "../log-client.ts";
import type { Letter } from "./letter.ts";
import { readToEnd } from "./read-to-end.ts";

/**
 * The topic that says which letters have been replayed. A mark is written in the transaction of the record that it stands
 * for, so the two cannot part:
 *
 *   key    ["<dead-letter topic>",<partition>,<offset>,<ms since the epoch when the record was refused>]
 *   value  {"code":"<reason code>"}
 *
 * The time tells a letter from one at the same place in a topic that was made anew.
 */
export function markOf(ledger: string, letter: Letter): OutRecord {
  const value = Buffer.from(JSON.stringify({ code: letter.code }));
  return { topic: ledger, partition: 0, key: Buffer.from(markKey(letter)), value };
}

export function markKey({ at, refusedAt }: Letter): string {
  return JSON.stringify([at.topic, at.partition, Number(at.offset), refusedAt]);
}

/** Keys of all marks that are committed. */
export async function readMarks(client: LogClient, ledger: string): Promise<ReadonlySet<string>> {
  const marks = new Set<string>();
  for await (const { records } of readToEnd(client, ledger)) {
    for (const { key } of records) if (key !== null) marks.add(key.toString());
  }
  return marks;
}
