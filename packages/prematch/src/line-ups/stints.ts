import type { Fixture, LineUp, MatchEvent, Player, Position } from "@touchline/schemas";
import { dayOf } from "../played.ts";
import { playerKey } from "./player-key.ts";

/** A match of which line-ups and changes are known, as plus-minus ratings count it. */
export interface LinedUpMatch {
  /** Natural identity; orders the matches of a day. */
  readonly id: string;
  /** Day it was played, days since the epoch. */
  readonly day: number;
  readonly home: string;
  readonly away: string;
  readonly neutral: boolean;
  /** In the order of play; together they last as long as the match. */
  readonly stints: readonly Stint[];
  /** Where each who played usually does, by his key; left out where nobody tells. */
  readonly positions: ReadonlyMap<string, Position>;
  /** Goals of each who scored, by his key; own goals are nobody's. */
  readonly scorers: ReadonlyMap<string, number>;
}

/** A part of a match in which nobody came on or went off. Players are told by their key. */
export interface Stint {
  readonly minutes: number;
  readonly home: SideOfStint;
  readonly away: SideOfStint;
}

export interface SideOfStint {
  readonly players: readonly string[];
  /** Goals for this side, own goals of the other among them. */
  readonly goals: number;
  /** Sum over its shots of the chance that they score; null where no shot of the match has one. */
  readonly expectedGoals: number | null;
}

/** Shortest part worth a row of its own; what happens in a shorter one counts to its neighbour. */
const shortest = 1 / 60;
const usualSeconds = [0, 2_700, 2_700, 900, 900] as const;
const goalTypes: ReadonlySet<string> = new Set(["GOAL", "OWN_GOAL", "PENALTY_SCORED"]);

/**
 * Parts of a match between substitutions and dismissals, from both line-ups and the match's events in any order, of each
 * the last revision. Null where the line-ups are not both of eleven players, or where who went off was not playing: a match
 * that contradicts itself tells nothing of players. A shoot-out does not count.
 */
export function linedUpMatch(
  fixture: Fixture,
  lineUps: { readonly home: LineUp; readonly away: LineUp },
  events: readonly MatchEvent[],
): LinedUpMatch | null {
  const { provider, matchId, kickOff, neutral } = fixture;
  const teams = { home: fixture.home.id, away: fixture.away.id };
  const pitch = new Pitch(provider, teams, lineUps);
  if (pitch.home.size !== 11 || pitch.away.size !== 11) return null;
  const told = events.filter(({ status, period }) => status === "CONFIRMED" && period <= 4);
  const hasExpected = told.some(({ expectedGoals }) => expectedGoals !== null);
  const startsAt = periodStarts(told);
  const secondOf = ({ period, second }: MatchEvent) => (startsAt[period - 1] as number) + second;
  const changes = told
    .filter(({ type }) => isChange(type))
    .sort((a, b) => secondOf(a) - secondOf(b) || compareIds(a, b));
  const end = startsAt[4] as number;
  const cuts = [...new Set(changes.map(secondOf))].filter((second) => end - second >= 60 * shortest);
  cuts.push(end);
  const stints: Stint[] = [];
  let from = 0;
  let change = 0;
  for (const cut of cuts) {
    const minutes = (cut - from) / 60;
    if (minutes >= shortest) {
      const within = told.filter((event) => {
        const second = secondOf(event);
        return (second > from || from === 0) && (second <= cut || cut === end);
      });
      stints.push({
        minutes,
        home: sideOf("HOME", pitch.home, within, hasExpected),
        away: sideOf("AWAY", pitch.away, within, hasExpected),
      });
      from = cut;
    }
    for (; change < changes.length && secondOf(changes[change] as MatchEvent) <= cut; change++) {
      if (!pitch.change(changes[change] as MatchEvent)) return null;
    }
  }
  return {
    id: matchId,
    day: dayOf(kickOff),
    ...teams,
    neutral,
    stints,
    positions: pitch.positions,
    scorers: scorersOf(told, pitch),
  };
}

function scorersOf(events: readonly MatchEvent[], pitch: Pitch): Map<string, number> {
  const goals = new Map<string, number>();
  for (const { type, side, player } of events) {
    if (side === null || player === null || (type !== "GOAL" && type !== "PENALTY_SCORED")) continue;
    const key = pitch.key(side === "HOME" ? "home" : "away", player);
    goals.set(key, (goals.get(key) ?? 0) + 1);
  }
  return goals;
}

/** Second at which each period begins, and in the end that at which the match does. */
function periodStarts(events: readonly MatchEvent[]): number[] {
  const starts = [0];
  for (let period = 1; period <= 4; period++) {
    const inPeriod = events.filter((event) => event.period === period);
    const end = inPeriod.find(({ type }) => type === "PERIOD_END")?.second;
    const last = inPeriod.reduce((most, { second }) => Math.max(most, second), 0);
    const usual = period <= 2 || inPeriod.length > 0 ? (usualSeconds[period] as number) : 0;
    starts.push((starts[period - 1] as number) + Math.max(end ?? usual, last));
  }
  return starts;
}

const isChange = (type: string): boolean => type === "SUBSTITUTION" || type === "RED" || type === "SECOND_YELLOW";

const compareIds = (a: MatchEvent, b: MatchEvent): number => (a.eventId < b.eventId ? -1 : 1);

function sideOf(
  side: "HOME" | "AWAY",
  players: ReadonlySet<string>,
  within: readonly MatchEvent[],
  hasExpected: boolean,
): SideOfStint {
  let goals = 0;
  let expected = 0;
  for (const event of within) {
    if (event.side !== side) continue;
    if (goalTypes.has(event.type)) goals++;
    expected += event.expectedGoals ?? 0;
  }
  return { players: [...players], goals, expectedGoals: hasExpected ? expected : null };
}

/** Who is playing. */
class Pitch {
  readonly home: Set<string>;
  readonly away: Set<string>;
  readonly positions = new Map<string, Position>();
  readonly #provider: string;
  readonly #teams: { readonly home: string; readonly away: string };

  constructor(
    provider: string,
    teams: { readonly home: string; readonly away: string },
    lineUps: { readonly home: LineUp; readonly away: LineUp },
  ) {
    this.#provider = provider;
    this.#teams = teams;
    this.home = new Set(lineUps.home.starting.map((player) => this.key("home", player)));
    this.away = new Set(lineUps.away.starting.map((player) => this.key("away", player)));
    for (const side of ["home", "away"] as const) {
      for (const player of [...lineUps[side].starting, ...lineUps[side].bench]) {
        if (player.position !== null && player.position !== "UNKNOWN") {
          this.positions.set(this.key(side, player), player.position);
        }
      }
    }
  }

  /** False where it cannot be. A card for somebody who does not play, on the bench or gone, changes nothing. */
  change({ type, side, player, playerOff }: MatchEvent): boolean {
    if (side === null) return false;
    const of = side === "HOME" ? "home" : "away";
    if (type !== "SUBSTITUTION") {
      if (player !== null) this[of].delete(this.key(of, player));
      return player !== null;
    }
    if (player === null || playerOff === null || !this[of].delete(this.key(of, playerOff))) return false;
    this[of].add(this.key(of, player));
    return true;
  }

  key(side: "home" | "away", player: Player): string {
    return playerKey(this.#provider, this.#teams[side], player);
  }
}
