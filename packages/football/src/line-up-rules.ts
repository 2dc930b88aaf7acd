import type { LineUp, Player } from "@touchline/schemas";

const startingPlayers = 11;

/** What cannot be of an announced team, taken by itself; null where nothing is wrong. One that is only expected may be anything. */
export function wrongWithTeam({ announced, starting, bench }: LineUp): string | null {
  if (!announced) return null;
  if (starting.length !== startingPlayers) return `${starting.length} players start instead of ${startingPlayers}`;
  const squad = [...starting, ...bench];
  const ids = new Set<string>();
  for (const { id, name } of squad) {
    if (id === null) continue;
    if (ids.has(id)) return `${name} (${id}) is named twice`;
    ids.add(id);
  }
  return wrongGoalkeepers(starting, squad);
}

/** A player whom the announced team shares with the other side; undefined where there is none. */
export function sharedPlayer(lineUp: LineUp, otherSide: LineUp | null): Player | undefined {
  if (!lineUp.announced || otherSide === null) return undefined;
  const ids = new Set([...lineUp.starting, ...lineUp.bench].map(({ id }) => id));
  return [...otherSide.starting, ...otherSide.bench].find(({ id }) => id !== null && ids.has(id));
}

/**
 * Positions are where a player usually plays, so a starting team without a goalkeeper happens in good data (an outfield
 * player filed wrongly); two that start, or a whole squad without one, does not.
 */
function wrongGoalkeepers(starting: readonly Player[], squad: readonly Player[]): string | null {
  const isGoalkeeper = (player: Player): boolean => player.position === "GOALKEEPER";
  const count = starting.filter(isGoalkeeper).length;
  if (count > 1) return `${count} goalkeepers start`;
  const allKnown = squad.every(({ position }) => position !== null && position !== "UNKNOWN");
  return allKnown && !squad.some(isGoalkeeper) ? "there is no goalkeeper in the squad" : null;
}
