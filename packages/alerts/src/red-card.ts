import type { Alert, Side } from "@touchline/schemas";
import { type Finding, keyOf, redCardKey } from "./finding.ts";
import type { WatchedMatch } from "./watched.ts";
import { scoreLine, teamOf } from "./words.ts";

const menAtKickOff = 11;

/**
 * A finding for each man that is sent off. Those that alerts hold for stay; where fewer are off than that, it is because a
 * card was taken back: the one that the last record is about, or the last one.
 */
export function findRedCards(match: WatchedMatch, holding: readonly Alert[]): readonly Finding[] {
  return (["HOME", "AWAY"] as const).flatMap((side) => {
    const men = side === "HOME" ? match.men.home : match.men.away;
    const off = Math.max(0, menAtKickOff - men);
    const own = holding.filter((alert) => alert.side === side);
    const stand = own.length > off ? own.filter(({ cause }) => cause.id !== match.cause.id) : own;
    const keys = stand.slice(0, off).map(keyOf);
    const found = keys.map((key) => finding(match, side, key, men));
    if (off > own.length) found.push(finding(match, side, redCardKey(side, match.cause.id), men));
    return found;
  });
}

function finding(match: WatchedMatch, side: Side, key: string, men: number): Finding {
  const { cause } = match;
  const isCard = (cause.type === "RED" || cause.type === "SECOND_YELLOW") && cause.side === side;
  const player = isCard ? cause.player : null;
  const team = teamOf(match, side).name;
  const off = player === null ? `${team} had a man sent off` : `${player} of ${team} was sent off`;
  return {
    key,
    raises: true,
    holds: true,
    side,
    text: `${scoreLine(match)}: ${off}${isCard && cause.type === "SECOND_YELLOW" ? " with a second yellow" : ""}, ${men} men are left.`,
    figures: { redCard: { men, player } },
  };
}
