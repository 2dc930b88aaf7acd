import { isRetriable, StreamsError } from "../error.ts";
import type { LogClient, OutRecord, TransactionalWriter } from "../log-client.ts";
import type { OpenSerde } from "../serde.ts";
import type { Origin, Topic } from "../topic.ts";
import { markKey, markOf, readMarks } from "./ledger.ts";
import { type Letter, readLetter } from "./letter.ts";
import { readToEnd } from "./read-to-end.ts";
import { restoreRecord } from "./restore-record.ts";

export interface DeadLettersOptions {
  readonly client: LogClient;
  readonly openSerde: OpenSerde;
  /** The dead-letter topic. */
  readonly deadLetters: Topic;
  /** The topic that says what has been replayed, of one partition; its records must outlive the letters. */
  readonly ledger: string;
}

export interface FoundLetter {
  readonly letter: Letter;
  readonly isReplayed: boolean;
}

/** A record of the dead-letter topic that cannot be replayed, and why. */
export interface RefusedLetter {
  readonly at: Origin;
  readonly code: string;
  readonly why: string;
}

/** All letters of a topic as of now, those of a partition in order. What is no letter is told to `onForeign` and passed over. */
export async function* readLetters(
  options: DeadLettersOptions,
  onForeign: (refused: RefusedLetter) => void = () => {},
): AsyncGenerator<FoundLetter> {
  const { client, openSerde, deadLetters, ledger } = options;
  const serde = await openSerde(deadLetters);
  const marks = await readMarks(client, ledger);
  for await (const { partition, records } of readToEnd(client, deadLetters.name)) {
    for (const raw of records) {
      let letter: Letter;
      try {
        letter = await readLetter(serde, deadLetters.name, partition, raw);
      } catch (error) {
        if (isRetriable(error)) throw error;
        const why = error instanceof Error ? error.message : String(error);
        onForeign({ at: { topic: deadLetters.name, partition, offset: raw.offset }, code: "UNDECODABLE", why });
        continue;
      }
      yield { letter, isReplayed: marks.has(markKey(letter)) };
    }
  }
}

export interface ReplayOptions extends DeadLettersOptions {
  /** Which letters; all of them if not given. */
  readonly wanted?: (letter: Letter) => boolean;
  /** Says what would be done, and does nothing. */
  readonly dryRun?: boolean;
  /** Told after each transaction. */
  readonly onProgress?: (replayed: number) => void;
  /** Letters of one transaction; 500 if not given. */
  readonly transactionRecords?: number;
}

export interface ReplayReport {
  /** Written to their topic by this run, or that would have been. */
  readonly replayed: number;
  /** Wanted, and replayed by an earlier run. */
  readonly before: number;
  readonly refused: readonly RefusedLetter[];
}

/** Bytes of one transaction. */
const transactionBytes = 4 << 20;

/**
 * Writes the records that letters are about to the topic and partition where they stood, with their key, value, headers
 * and timestamp; each letter once, however often this is run or killed: a record and its mark in the ledger are one
 * transaction. A second run at the same time fences the first, which then rejects with FENCED.
 *
 * A replayed record comes after everything that stands in its topic by then.
 */
export async function replayLetters(options: ReplayOptions): Promise<ReplayReport> {
  const { client, deadLetters, wanted = () => true, dryRun = false, transactionRecords = 500 } = options;
  const refused: RefusedLetter[] = [];
  let before = 0;
  let replayed = 0;
  let bytes = 0;
  let chunk: OutRecord[] = [];
  // this settles what a run that was killed has left open, so it comes before the ledger is read
  const transactionalId = `dead-letters-replay-${deadLetters.name}`;
  const writer = dryRun ? undefined : await client.transactionalWriter({ transactionalId });
  const flush = async () => {
    if (chunk.length === 0) return;
    await commit(writer, chunk, deadLetters.name);
    replayed += chunk.length / 2;
    chunk = [];
    bytes = 0;
    options.onProgress?.(replayed);
  };
  try {
    for await (const { letter, isReplayed } of readLetters(options, (foreign) => refused.push(foreign))) {
      if (!wanted(letter)) continue;
      if (isReplayed) {
        before++;
        continue;
      }
      const restored = await restoreRecord(letter, client);
      if (typeof restored === "string") {
        refused.push({ at: letter.at, code: letter.code, why: restored });
        continue;
      }
      chunk.push(restored, markOf(options.ledger, letter));
      bytes += (restored.value?.length ?? 0) + 256;
      if (chunk.length >= 2 * transactionRecords || bytes >= transactionBytes) await flush();
    }
    await flush();
  } finally {
    await writer?.close();
  }
  return { replayed, before, refused };
}

async function commit(writer: TransactionalWriter | undefined, records: readonly OutRecord[], topic: string) {
  try {
    await writer?.commit(records);
  } catch (cause) {
    if (!(cause instanceof StreamsError && cause.code === "FENCED")) throw cause;
    const message = `another replay of ${topic} was started, and goes on where this one was: let one run at a time`;
    throw new StreamsError("FENCED", message, { cause });
  }
}
