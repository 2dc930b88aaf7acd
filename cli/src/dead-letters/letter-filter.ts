import type { Letter } from "@touchline/streams/dead-letters";
import { CliError } from "../error.ts";
import type { DeadLettersOptions } from "./command.ts";

type Wanted = Pick<DeadLettersOptions, "code" | "stage" | "from" | "to" | "letter">;

/** Which letters the options ask for. Throws OPTION_INVALID. */
export function letterFilter({ code, stage, from, to, letter }: Wanted): (letter: Letter) => boolean {
  const codes = code?.split(",").map((each) => each.trim());
  const first = from === undefined ? Number.NEGATIVE_INFINITY : timeOf("from", from);
  const end = to === undefined ? Number.POSITIVE_INFINITY : timeOf("to", to);
  const place = letter === undefined ? undefined : placeIn(letter);
  return ({ at, refusedAt, ...found }) =>
    (codes === undefined || codes.includes(found.code)) &&
    (stage === undefined || stage === found.stage) &&
    first <= refusedAt &&
    refusedAt < end &&
    (place === undefined || (at.partition === place.partition && at.offset === place.offset));
}

function timeOf(option: string, text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new CliError("OPTION_INVALID", `--${option} ${text}: expected a time such as 2026-11-21T15:00Z.`);
}

function placeIn(text: string): { partition: number; offset: bigint } {
  const [, partition, offset] = /^(\d+)@(\d+)$/.exec(text) ?? [];
  if (partition !== undefined && offset !== undefined) return { partition: Number(partition), offset: BigInt(offset) };
  throw new CliError("OPTION_INVALID", `--letter ${text}: expected partition and offset, such as 3@17.`);
}
