import type { Side } from "@touchline/schemas";
import type { Finding } from "./finding.ts";
import type { FavouriteBehindRule } from "./rule.ts";
import type { WatchedMatch } from "./watched.ts";
import { percent, rounded, scoreLine, teamOf } from "./words.ts";

/** Whether the side that was to win has fewer goals. */
export function findFavouriteBehind(rule: FavouriteBehindRule, match: WatchedMatch): readonly Finding[] {
  const { before, score, matchResult } = match;
  if (before === null || match.period === 0) return [];
  const side: Side = before.home >= before.away ? "HOME" : "AWAY";
  const [chance, now, lead] =
    side === "HOME"
      ? [before.home, matchResult.home, score.home - score.away]
      : [before.away, matchResult.away, score.away - score.home];
  if (chance < rule.favouriteAtLeast || lead >= 0) return [];
  const favourite = `${teamOf(match, side).name}, favourite with ${percent(chance)} before kick-off`;
  return [
    {
      key: "",
      raises: minuteOf(match) >= rule.fromMinute,
      holds: true,
      side,
      text: `${scoreLine(match)}: ${favourite}, is behind and wins with ${percent(now)} now.`,
      figures: { favourite: { before: rounded(chance), now: rounded(now) } },
    },
  ];
}

/** Minutes that have been played by the board: 45 at the break, however long the stoppage. */
function minuteOf({ period, second, phase }: WatchedMatch): number {
  const [start, length] = boards[period - 1] ?? [120, 0];
  return phase === "BREAK" ? start + length : start + Math.min(length, second / 60);
}

/** Minute at which a period begins, and its minutes. */
const boards: readonly (readonly [number, number])[] = [
  [0, 45],
  [45, 45],
  [90, 15],
  [105, 15],
];
