import type { Availability } from "@touchline/schemas";
import { dayOf } from "../played.ts";
import { playerKey } from "./player-key.ts";

/** Chance that a player of whom this is said plays as he usually would. */
export const chances = { AVAILABLE: 1, UNKNOWN: 1, DOUBTFUL: 0.5, OUT: 0, SUSPENDED: 0 } as const;

/** What is known of the absences of a team. */
export interface Absences {
  /** Whether anything is known of any of its players: a statement is taken back by one that the state is unknown. */
  readonly known: boolean;
  /** Chance that a player can play, 0 to 1; `lastPlayed` is the day of his last match. */
  chance(player: string, lastPlayed: number): number;
}

/**
 * The last word on each player of a team by a moment, for a match that kicks off later. Of what one provider said its highest
 * revision counts. A statement is void once he has played since, and one that foretells his return by kick-off leaves him doubtful.
 */
export function absencesOf(said: readonly Availability[], team: string, at: number, kickOff: number): Absences {
  const last = new Map<string, Availability>();
  for (const statement of said) {
    if (statement.teamId !== team || statement.providerTime > at) continue;
    const key = playerKey(statement.provider, team, statement.player);
    const other = last.get(key);
    if (other === undefined || isLater(statement, other)) last.set(key, statement);
  }
  return {
    known: [...last.values()].some(({ state }) => state !== "UNKNOWN"),
    chance: (player, lastPlayed) => {
      const statement = last.get(player);
      if (statement === undefined || dayOf(statement.providerTime) < lastPlayed) return 1;
      const chance = chances[statement.state];
      const { expectedReturn } = statement;
      return expectedReturn !== null && expectedReturn <= kickOff ? Math.max(chance, chances.DOUBTFUL) : chance;
    },
  };
}

/** Where a provider contradicts itself within a revision and a moment, the worse news counts, whichever came first. */
function isLater(a: Availability, b: Availability): boolean {
  if (a.revision !== b.revision) return a.revision > b.revision;
  if (a.providerTime !== b.providerTime) return a.providerTime > b.providerTime;
  return chances[a.state] < chances[b.state] || (chances[a.state] === chances[b.state] && returnOf(a) > returnOf(b));
}

const returnOf = ({ expectedReturn }: Availability): number => expectedReturn ?? Number.POSITIVE_INFINITY;
