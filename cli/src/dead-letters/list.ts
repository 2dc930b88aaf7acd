import { type FoundLetter, readLetters } from "@touchline/streams/dead-letters";
import type { DeadLettersOptions } from "./command.ts";
import type { Desk } from "./desk.ts";
import { letterFilter } from "./letter-filter.ts";

/** One line a letter, then how many there are of each code. */
export async function list(desk: Desk, options: DeadLettersOptions): Promise<number> {
  const wanted = letterFilter(options);
  const counts = new Map<string, { letters: number; replayed: number }>();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const foreign = ({ at, why }: { at: { partition: number; offset: bigint }; why: string }) =>
    process.stderr.write(`${at.partition}@${at.offset} is no dead letter: ${why}\n`);
  for await (const found of readLetters(desk, foreign)) {
    const { letter, isReplayed } = found;
    if (!wanted(letter)) continue;
    const count = counts.get(letter.code) ?? { letters: 0, replayed: 0 };
    counts.set(letter.code, { letters: count.letters + 1, replayed: count.replayed + (isReplayed ? 1 : 0) });
    say(options.json ? JSON.stringify(summaryOf(found)) : lineOf(found));
  }
  if (options.json) return 0;
  for (const [code, { letters, replayed }] of counts) say(`${code}: ${letters}, ${replayed} of them replayed`);
  if (counts.size === 0) say(`no such letters in ${desk.deadLetters.name}`);
  return 0;
}

/** A letter without its payload, as JSON takes it. */
export function summaryOf({ letter, isReplayed }: FoundLetter) {
  const { at, refusedAt, origin, key, payload, ...rest } = letter;
  return {
    letter: `${at.partition}@${at.offset}`,
    refusedAt: new Date(refusedAt).toISOString(),
    origin: origin === undefined ? null : { ...origin, offset: String(origin.offset) },
    key: key?.toString() ?? null,
    bytes: payload.length,
    isReplayed,
    ...rest,
    note: rest.note ?? null,
  };
}

function lineOf({ letter, isReplayed }: FoundLetter): string {
  const { at, refusedAt, code, stage, origin, key, payload, message, note } = letter;
  const bytes = note?.bytes === undefined ? `${payload.length} B` : `${payload.length} of ${note.bytes} B`;
  return [
    `${at.partition}@${at.offset}`.padEnd(9),
    new Date(refusedAt).toISOString(),
    (isReplayed ? "replayed" : "waiting").padEnd(8),
    code.padEnd(20),
    stage.padEnd(10),
    `origin ${origin === undefined ? "none" : `${origin.partition}@${origin.offset}`}`,
    `key ${key?.toString() ?? "none"}`,
    bytes,
    message.replaceAll(/\s+/g, " ").slice(0, 160),
  ].join("  ");
}
