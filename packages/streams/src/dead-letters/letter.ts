import { type DeadLetter, type LetterNote, letterHeader } from "../dead-letter.ts";
import type { LogRecord } from "../log-client.ts";
import type { Serde } from "../serde.ts";
import type { Headers, Origin } from "../topic.ts";

/** A dead letter as it stands in its topic. */
export interface Letter {
  /** Where the letter stands. */
  readonly at: Origin;
  /** When its record was refused, ms since the epoch. */
  readonly refusedAt: number;
  readonly code: string;
  readonly message: string;
  /** Application that refused the record. */
  readonly stage: string;
  /** Where the record stood; undefined where it never came as far as a topic. */
  readonly origin: Origin | undefined;
  /** Key, value and headers of the record, as far as the letter has them; `note` says how far. */
  readonly key: Buffer | null;
  readonly payload: Buffer;
  readonly headers: Headers;
  /** Undefined where something other than this runtime wrote the letter. */
  readonly note: LetterNote | undefined;
}

/** Reads a record of a dead-letter topic. Rejects where it is no dead letter, or the schema registry does not answer. */
// biome-ignore lint/suspicious/noExplicitAny: of whatever topic it is that carries DeadLetter
export async function readLetter(serde: Serde<any>, topic: string, partition: number, raw: LogRecord): Promise<Letter> {
  const { offset, timestamp, key, value } = raw;
  const bytes = value ?? Buffer.alloc(0);
  await serde.learn(bytes);
  const letter = serde.decode(bytes).value as DeadLetter;
  const { [letterHeader]: note, ...headers } = raw.headers;
  const stood = letter.topic !== null && letter.partition !== null && letter.offset !== null;
  return {
    at: { topic, partition, offset },
    refusedAt: timestamp,
    code: letter.code,
    message: letter.message,
    stage: letter.stage,
    origin: stood ? { topic: letter.topic, partition: letter.partition, offset: BigInt(letter.offset) } : undefined,
    key,
    payload: letter.payload,
    headers,
    note: note === undefined ? undefined : readNote(note),
  };
}

function readNote(text: string): LetterNote | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
