import type { Side } from "@touchline/schemas";
import { type ChancePoint, playedAt, within } from "./chance-points.ts";
import type { Finding } from "./finding.ts";
import type { SwingRule } from "./rule.ts";
import type { WatchedMatch } from "./watched.ts";
import { otherSide, percent, rounded, scoreLine, teamOf } from "./words.ts";

/** A move of a side's chance of winning. */
export interface Swing {
  readonly of: Side;
  readonly from: number;
  readonly to: number;
  /** Minutes of play between both. */
  readonly minutes: number;
  /** How far it moved in the favour of who gains, above 0. */
  readonly size: number;
}

/**
 * The largest move in a side's favour within the last minutes: its own chance of winning has risen, or the other side's has
 * fallen. Chances hold from one prediction to the next, so what held when the minutes began counts as well.
 */
export function swingFor(side: Side, points: readonly ChancePoint[], played: number, minutes: number): Swing {
  const now = points.at(-1);
  let found: Swing = { of: side, from: 0, to: 0, minutes: 0, size: 0 };
  if (now === undefined) return found;
  for (const then of within(points, played, minutes)) {
    for (const whose of [side, otherSide(side)]) {
      const [from, to] = whose === "HOME" ? [then.home, now.home] : [then.away, now.away];
      const size = whose === side ? to - from : from - to;
      const apart = Math.min(minutes, (played - then.played) / 60);
      if (size > found.size) found = { of: whose, from, to, minutes: apart, size };
    }
  }
  return found;
}

/** Whether chances have swung, towards either side. */
export function findSwings({ atLeast, endsBelow, withinMinutes }: SwingRule, match: WatchedMatch): readonly Finding[] {
  const played = playedAt(match.lengths, match.period, match.second);
  return (["HOME", "AWAY"] as const).map((side) => {
    const { size, ...swing } = swingFor(side, match.points, played, withinMinutes);
    const { of, from, to } = swing;
    const within = withinMinutes === 1 ? "a minute" : `${withinMinutes} minutes`;
    const went = of === side ? "rose" : "fell";
    const moved = `the chance that ${teamOf(match, of).name} wins ${went} from ${percent(from)} to ${percent(to)} within ${within}`;
    return {
      key: side,
      raises: size >= atLeast,
      holds: size >= endsBelow && size > 0,
      side,
      text: `${scoreLine(match)}: ${moved}.`,
      figures: { swing: { of, from: rounded(from), to: rounded(to), minutes: rounded(swing.minutes) } },
    };
  });
}
