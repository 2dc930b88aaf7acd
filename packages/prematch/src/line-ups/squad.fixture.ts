import type { Availability, LineUp, Player, Position } from "@touchline/schemas";
import type { Circumstances } from "../circumstances.ts";
import type { PreMatchFixture } from "../fixture.ts";
import { toCome } from "../history.fixture.ts";
import { dayMs } from "../played.ts";
import { Squads } from "./squads.ts";
import type { LinedUpMatch } from "./stints.ts";

const lines: readonly (readonly [Position, number])[] = [
  ["GOALKEEPER", 2],
  ["DEFENDER", 6],
  ["MIDFIELDER", 6],
  ["FORWARD", 4],
];

/** Eighteen of a team: "A:FORWARD:1" is the first of its forwards. */
export function squadOf(team: string): readonly string[] {
  return lines.flatMap(([position, count]) =>
    Array.from({ length: count }, (_, i) => `p/${team}:${position}:${i + 1}`),
  );
}

export const positionOf = (key: string): Position => key.split(":")[1] as Position;

/** One goalkeeper, four defenders, four midfielders, two forwards: the first of each line who are not left out. */
export function elevenWithout(team: string, leftOut: readonly string[] = []): readonly string[] {
  const wanted: Partial<Record<Position, number>> = { GOALKEEPER: 1, DEFENDER: 4, MIDFIELDER: 4, FORWARD: 2 };
  return lines.flatMap(([position]) =>
    squadOf(team)
      .filter((key) => positionOf(key) === position && !leftOut.includes(key))
      .slice(0, wanted[position]),
  );
}

export interface LinedUpSketch {
  readonly day: number;
  readonly home?: string;
  readonly away?: string;
  readonly homeGoals?: number;
  readonly awayGoals?: number;
  readonly leftOut?: readonly string[];
  readonly scorers?: ReadonlyMap<string, number>;
}

/** A match of 90 minutes in one piece. */
export function linedUp(sketch: LinedUpSketch): LinedUpMatch {
  const { day, home = "A", away = "B", homeGoals = 1, awayGoals = 1, leftOut = [], scorers = new Map() } = sketch;
  const side = (team: string, goals: number) => ({ players: elevenWithout(team, leftOut), goals, expectedGoals: null });
  return {
    id: `${home}/${away}/${day}`,
    day,
    home,
    away,
    neutral: false,
    stints: [{ minutes: 90, home: side(home, homeGoals), away: side(away, awayGoals) }],
    positions: new Map([...squadOf(home), ...squadOf(away)].map((key) => [key, positionOf(key)])),
    scorers,
  };
}

export function squadsOf(matches: Iterable<LinedUpMatch>): Squads {
  const squads = new Squads();
  for (const match of matches) squads.put(match);
  return squads;
}

/**
 * Thirty weeks of A, B, C and D, each against each: a side scores one goal less without its first forward, and lets in one more without
 * its first defender, either of whom it misses every fifth time.
 */
export function someWeeks(): readonly LinedUpMatch[] {
  const pairs = ["AB", "CD", "AC", "BD", "AD", "BC", "BA", "DC", "CA", "DB", "DA", "CB"];
  return Array.from({ length: 60 }, (_, i) => {
    const [home = "", away = ""] = pairs[i % pairs.length] as string;
    const misses = (team: string, position: Position, when: number) =>
      (i + team.charCodeAt(0)) % 5 === when ? [`p/${team}:${position}:1`] : [];
    const forwards = [...misses(home, "FORWARD", 0), ...misses(away, "FORWARD", 0)];
    const defenders = [...misses(home, "DEFENDER", 2), ...misses(away, "DEFENDER", 2)];
    const goals = (team: string, other: string, usual: number) =>
      usual -
      (forwards.some((key) => key.startsWith(`p/${team}:`)) ? 1 : 0) +
      (defenders.some((key) => key.startsWith(`p/${other}:`)) ? 1 : 0);
    return linedUp({
      day: 7 * Math.floor(i / 2) + (i % 2),
      home,
      away,
      homeGoals: goals(home, away, 2),
      awayGoals: goals(away, home, 1),
      leftOut: [...forwards, ...defenders],
    });
  });
}

const player = (key: string): Player => ({ id: key.slice(2), name: key, position: positionOf(key) });

/** An eleven that is said an hour before noon of a day. */
export function lineUpOf(
  day: number,
  side: LineUp["side"],
  keys: readonly string[],
  change: Partial<LineUp> = {},
): LineUp {
  return {
    provider: "p",
    matchId: "p:1",
    revision: 1,
    side,
    announced: true,
    formation: null,
    starting: keys.map(player),
    bench: [],
    providerTime: (day + 0.5) * dayMs - 3_600_000,
    ...change,
  };
}

/** Said of a player two days before noon of a day. */
export function said(
  day: number,
  key: string,
  state: Availability["state"],
  change: Partial<Availability> = {},
): Availability {
  return {
    provider: "p",
    teamId: key.slice(2, 3),
    revision: 1,
    player: player(key),
    state,
    reason: null,
    expectedReturn: null,
    providerTime: (day + 0.5 - 2) * dayMs,
    ...change,
  };
}

/** A against B at noon of a day, as known at kick-off. */
export function fixtureWith(
  day: number,
  known: Partial<Circumstances>,
  change: Partial<PreMatchFixture> = {},
): PreMatchFixture {
  const nothing = { at: (day + 0.5) * dayMs, lineUps: [], availability: [], weather: [], news: [], odds: [] };
  return toCome(day, { known: { ...nothing, ...known }, ...change });
}
