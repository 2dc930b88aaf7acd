import type { MatchEntry } from "@touchline/football";
import type { EventType, GoalTime } from "@touchline/schemas";

const goals: ReadonlySet<EventType> = new Set(["GOAL", "OWN_GOAL", "PENALTY_SCORED"] as const);

/** Minute at which each period begins and ends, by period; a shoot-out's kicks are no goals. */
const periods: Readonly<Record<number, readonly [begin: number, end: number]>> = {
  1: [0, 45],
  2: [45, 90],
  3: [90, 105],
  4: [105, 120],
};

/** When the goals of a match fell, in their order. */
export function goalTimesOf(entries: readonly MatchEntry[]): GoalTime[] {
  return entries.flatMap((entry) => {
    if (entry.schema !== "MatchEvent") return [];
    const { type, status, side, period, second } = entry.value;
    const played = periods[period];
    if (!goals.has(type) || status !== "CONFIRMED" || side === null || played === undefined) return [];
    const [begin, end] = played;
    return [{ side, minute: Math.min(end, begin + Math.floor(second / 60) + 1) }];
  });
}
