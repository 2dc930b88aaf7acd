import { slugOf, type TeamAlias } from "@touchline/football";
import type { LikelyTeam } from "./source-report.ts";

const shown = 3;
const likenessMin = 0.5;
/** Letters of an abbreviation: fewer abbreviate anything. */
const abbreviationMin = 3;
/** Words that many clubs share and that tell none from another. */
const commonWords = new Set([
  "fc",
  "cf",
  "ac",
  "sc",
  "afc",
  "sv",
  "vfb",
  "vfl",
  "tsv",
  "ud",
  "cd",
  "rc",
  "as",
  "us",
  "club",
  "de",
  "1",
]);

/**
 * Known teams that an unknown name may mean, the likeliest first. Only for a person who reviews the table of aliases: a
 * likeness is a hint, and a wrong guess would mix two teams' histories. `isRuledOut` says of a team that it cannot be meant.
 */
export function likelyTeams(
  unknown: { readonly id: string; readonly name: string },
  aliases: readonly TeamAlias[],
  isRuledOut: (teamId: string) => boolean,
): LikelyTeam[] {
  const [kind] = unknown.id.split(":");
  const best = new Map<string, LikelyTeam>();
  for (const { name, teamId, displayName } of aliases) {
    if (teamId.split(":")[0] !== kind) continue;
    const likeness = Math.max(likenessOf(unknown.name, name), likenessOf(unknown.name, displayName));
    if (likeness < likenessMin || likeness <= (best.get(teamId)?.likeness ?? 0)) continue;
    if (isRuledOut(teamId)) continue;
    best.set(teamId, { id: teamId, name: displayName, likeness: Math.round(likeness * 100) / 100 });
  }
  return [...best.values()].sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1)).slice(0, shown);
}

/**
 * Likeness of two names, 0 to 1: the better of Dice's coefficient of their pairs of letters (Dice 1945), and of the share of
 * the shorter name's words that begin a word of the longer one or the other way round (Man Utd, Manchester United).
 */
export function likenessOf(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  return Math.max(dice(left.join(""), right.join("")), 0.9 * abbreviation(left, right));
}

function wordsOf(name: string): string[] {
  const all = slugOf(name).split("-");
  const telling = all.filter((word) => !commonWords.has(word));
  return telling.length > 0 ? telling : all;
}

function dice(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = pairsOf(a);
  const others = pairsOf(b);
  const total = pairs.length + others.length;
  if (total === 0) return 0;
  const left = new Map<string, number>();
  for (const pair of pairs) left.set(pair, (left.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of others) {
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    left.set(pair, count - 1);
    shared++;
  }
  return (2 * shared) / total;
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
}

function abbreviation(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const matched = short.filter((word) => long.some((other) => abbreviates(word, other)));
  return (2 * matched.length) / (short.length + long.length);
}

/** `man` of manchester, `utd` of united: the same first letter, and all letters in their order. */
function abbreviates(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  if (short.length < abbreviationMin || short[0] !== long[0]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}
