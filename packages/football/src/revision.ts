import type { MatchEntry } from "./match-entry.ts";

/**
 * What an entry means beside the one already known under its identity.
 * `new`: none was known; `replaces`: a higher revision; `duplicate`: the same again; `stale`: a lower revision;
 * `conflict`: the same revision with other content, of which the one known stays.
 */
export type Verdict = "new" | "replaces" | "duplicate" | "stale" | "conflict";

export function judgeRevision(known: MatchEntry | undefined, entry: MatchEntry): Verdict {
  if (known === undefined) return "new";
  if (entry.value.revision > known.value.revision) return "replaces";
  if (entry.value.revision < known.value.revision) return "stale";
  return sameContent(known.value, entry.value) ? "duplicate" : "conflict";
}

/** Equality of plain data; an absent member equals one that is undefined. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameContent(item, b[index]));
  }
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(left)) if (!sameContent(left[key], right[key])) return false;
  for (const key of Object.keys(right)) if (left[key] === undefined && right[key] !== undefined) return false;
  return true;
}
