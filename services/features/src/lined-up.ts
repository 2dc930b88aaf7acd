import { createHash } from "node:crypto";
import type { MatchEntry } from "@touchline/football";
import { linedUpRecord } from "@touchline/prematch";
import type { LinedUp } from "@touchline/schemas";

/** What is kept of the line-ups that were published of a match. */
export interface Published {
  readonly revision: number;
  readonly hash: string;
}

/**
 * Who played in a match that is over, where that differs from what was published before: the first in revision 1, each correction in
 * the next. Undefined where there is nothing (new) to publish, or the match does not tell.
 */
export function newLinedUp(
  entries: readonly MatchEntry[],
  published: Published | undefined,
): { readonly record: LinedUp; readonly published: Published } | undefined {
  const record = linedUpRecord(entries);
  if (record === null) return undefined;
  const hash = createHash("sha256").update(JSON.stringify(record)).digest("base64url").slice(0, 22);
  if (hash === published?.hash) return undefined;
  const revision = (published?.revision ?? 0) + 1;
  return { record: { ...record, revision }, published: { revision, hash } };
}
