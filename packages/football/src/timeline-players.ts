import type { Player, Side } from "@touchline/schemas";
import type { TimelineLine } from "./timeline-line.ts";

/** Finds a player of a side by his name; two of the same name on one side stay without identity. */
export type Players = (side: Side | null, name: string | null) => Player | null;

export function playersOf(line: TimelineLine): Players {
  const squads = { HOME: line.lineUps.HOME, AWAY: line.lineUps.AWAY };
  return (side, name) => {
    if (name === null) return null;
    const squad = side === null ? null : squads[side];
    const found = squad === null ? [] : [...squad.starting, ...squad.bench].filter((player) => player.name === name);
    return found.length === 1 && found[0] ? found[0] : { id: null, name, position: null };
  };
}
