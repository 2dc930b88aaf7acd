import type { EventType } from "@touchline/schemas";
import type { MatchEntry } from "./match-entry.ts";

/**
 * Total order of a match's entries: the fixture, the line-ups, then the events by period, second, kind, provider and
 * event id. It knows nothing of when or how often an entry arrived, so a state folded in it depends on what was said
 * alone. Two entries compare as 0 only where they have the same identity.
 */
export function compareEntries(a: MatchEntry, b: MatchEntry): number {
  if (a.schema === "MatchEvent" && b.schema === "MatchEvent") {
    const left = a.value;
    const right = b.value;
    return (
      left.period - right.period ||
      left.second - right.second ||
      eventRank[left.type] - eventRank[right.type] ||
      compareText(left.provider, right.provider) ||
      compareText(left.eventId, right.eventId)
    );
  }
  if (a.schema === "LineUp" && b.schema === "LineUp") return compareText(b.value.side, a.value.side);
  return schemaRank[a.schema] - schemaRank[b.schema];
}

const schemaRank = { Fixture: 0, LineUp: 1, MatchEvent: 2 } as const;

/** Within one second: a period starts before anything in it, a shot comes before its goal, and the whistle last; silence follows what was told. */
const eventRank: Readonly<Record<EventType, number>> = {
  PERIOD_START: 0,
  CLOCK: 1,
  SHOT: 2,
  PENALTY_MISSED: 3,
  GOAL: 4,
  OWN_GOAL: 5,
  PENALTY_SCORED: 6,
  YELLOW: 7,
  SECOND_YELLOW: 8,
  RED: 9,
  SUBSTITUTION: 10,
  VAR_DECISION: 11,
  INJURY: 12,
  UNKNOWN: 13,
  SILENCE: 14,
  PERIOD_END: 15,
};

/** By code unit: the same on every machine, whatever its locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
