import type { Fixture, LinedUp, LineUp, MatchEvent, StintSide } from "@touchline/schemas";
import { dayOf } from "../played.ts";
import { type LinedUpMatch, linedUpMatch, type SideOfStint } from "./stints.ts";

/** What is said of a match, in any order, of each statement the last revision. */
export type SaidOfMatch =
  | { readonly schema: "Fixture"; readonly value: Fixture }
  | { readonly schema: "LineUp"; readonly value: LineUp }
  | { readonly schema: "MatchEvent"; readonly value: MatchEvent };

/**
 * Who played how long in a match that is over, as it crosses Kafka, in revision 1; null where both announced teams are not
 * known, or contradict what happened.
 */
export function linedUpRecord(said: readonly SaidOfMatch[]): LinedUp | null {
  const sides: { home?: LineUp; away?: LineUp } = {};
  const events: MatchEvent[] = [];
  let fixture: Fixture | undefined;
  for (const { schema, value } of said) {
    if (schema === "Fixture") fixture = value;
    else if (schema === "MatchEvent") events.push(value);
    else if (value.announced) sides[value.side === "HOME" ? "home" : "away"] = value;
  }
  const { home, away } = sides;
  if (fixture === undefined || home === undefined || away === undefined) return null;
  const match = linedUpMatch(fixture, { home, away }, events);
  return match && recordOf(match, fixture);
}

function recordOf(match: LinedUpMatch, { provider, kickOff }: Fixture): LinedUp {
  const { id, home, away, neutral, stints, positions, scorers } = match;
  const inStints = stints.flatMap((stint) => [...stint.home.players, ...stint.away.players]);
  const keys = [...new Set([...positions.keys(), ...inStints, ...scorers.keys()])];
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  const sideOf = ({ players, goals, expectedGoals }: SideOfStint): StintSide => {
    return { players: players.map((key) => placeOf.get(key) as number), goals, expectedGoals };
  };
  return {
    provider,
    matchId: id,
    revision: 1,
    kickOff,
    home,
    away,
    neutral,
    players: keys.map((key) => ({ key, position: positions.get(key) ?? null, goals: scorers.get(key) ?? 0 })),
    stints: stints.map((stint) => ({ minutes: stint.minutes, home: sideOf(stint.home), away: sideOf(stint.away) })),
  };
}

/** The record as `Squads` count it; null where it cannot be: somebody who is not among its players, or no time played. */
export function linedUpOf({ matchId, kickOff, home, away, neutral, players, stints }: LinedUp): LinedUpMatch | null {
  const possible =
    Number.isFinite(kickOff) &&
    stints.length > 0 &&
    stints.every(
      ({ minutes, home, away }) =>
        minutes > 0 && minutes < 200 && [home, away].every((side) => isPossible(side, players.length)),
    );
  if (!possible) return null;
  const sideOf = (side: StintSide): SideOfStint => {
    return { ...side, players: side.players.map((place) => (players[place] as LinedUp["players"][number]).key) };
  };
  return {
    id: matchId,
    day: dayOf(kickOff),
    home,
    away,
    neutral,
    stints: stints.map((stint) => ({ minutes: stint.minutes, home: sideOf(stint.home), away: sideOf(stint.away) })),
    positions: new Map(players.flatMap(({ key, position }) => (position === null ? [] : [[key, position] as const]))),
    scorers: new Map(players.flatMap(({ key, goals }) => (goals === 0 ? [] : [[key, goals] as const]))),
  };
}

function isPossible({ players, goals, expectedGoals }: StintSide, count: number): boolean {
  return (
    players.length <= 11 &&
    new Set(players).size === players.length &&
    players.every((place) => Number.isInteger(place) && place >= 0 && place < count) &&
    goals >= 0 &&
    (expectedGoals === null || (expectedGoals >= 0 && expectedGoals < 100))
  );
}
