import type { EventType, Fixture, LineUp, MatchEvent, Player, Score, Side, Team } from "@touchline/schemas";
import type { MatchEntry } from "./match-entry.ts";
import { compareEntries } from "./match-order.ts";
import type { TeamIdentities } from "./team-identity.ts";
import {
  readTimelineLine,
  situations,
  type TimelineEvent,
  type TimelineLine,
  type TimelineShot,
  type TimelineTeam,
} from "./timeline-line.ts";
import { missingGoals, type PlayedPeriod, playedPeriods } from "./timeline-periods.ts";

/** A recorded match as a provider would have told it: its entries in order, all confirmed, all of revision 1. */
export interface Timeline {
  readonly matchId: string;
  readonly fixture: Fixture;
  /** The fixture, the line-ups that are known, then the events in the order that a fold sees them in. */
  readonly entries: readonly MatchEntry[];
  /** Score that the file states, shoot-out not counted; null where it states none. */
  readonly final: Score | null;
  /** Teams whose names the table of aliases does not know. */
  readonly newTeams: readonly Team[];
}

const hourMs = 3_600_000;
const secondsBetweenTicks = 60;

/** Host nations, who play at home; everybody else at a tournament plays on neutral ground. */
const hosts: Readonly<Record<string, string>> = {
  "INT-World Cup 2018": "nation:russia",
  "INT-Euro 2016": "nation:france",
};

/**
 * Script of one line of a timeline file. The same line gives the same entries, ids and times included. Throws a
 * `TimelineError`. Goals that the file's score has and its events lack come at the end of their period, without a
 * scorer; a shoot-out that the file does not tell kick by kick begins and ends without kicks.
 */
export function parseTimeline(text: string, teams: TeamIdentities): Timeline {
  const line = readTimelineLine(text);
  const home = teamOf(line, line.home, teams);
  const away = teamOf(line, line.away, teams);
  const fixture = fixtureOf(line, home.team, away.team);
  const entries: MatchEntry[] = [
    { schema: "Fixture", value: fixture },
    ...(["HOME", "AWAY"] as const).flatMap((side) => lineUpOf(line, side)),
    ...eventsOf(line),
  ];
  const newTeams = [home, away].filter((found) => found.isNew).map((found) => found.team);
  return { matchId: line.id, fixture, entries, final: line.final, newTeams };
}

function teamOf(line: TimelineLine, named: TimelineTeam, teams: TeamIdentities): { team: Team; isNew: boolean } {
  const { name, footballDataName } = named;
  const linked = footballDataName === null ? undefined : teams.find("football-data", footballDataName);
  const known = teams.find(line.provider, name) ?? linked;
  if (known !== undefined) return { team: known, isNew: false };
  const kind = line.competition.startsWith("INT-") ? "nation" : "club";
  const { isNew, ...team } = teams.identify(line.provider, name, kind);
  return { team, isNew };
}

function fixtureOf(line: TimelineLine, home: Team, away: Team): Fixture {
  const international = line.competition.startsWith("INT-");
  return {
    provider: line.provider,
    matchId: line.id,
    revision: 1,
    status: "SCHEDULED",
    competition: line.competition,
    season: line.season,
    round: line.round === 0 ? null : line.round,
    kickOff: line.kickOff,
    home,
    away,
    neutral: international && hosts[line.competition] !== home.id,
    knockout: line.decided !== "REGULAR" || (international && line.round === 0),
    venue: line.venue,
    referee: line.referee,
    providerTime: line.kickOff - 24 * hourMs,
  };
}

function lineUpOf(line: TimelineLine, side: Side): MatchEntry[] {
  const squad = line.lineUps[side];
  if (squad === null) return [];
  const value: LineUp = {
    provider: line.provider,
    matchId: line.id,
    revision: 1,
    side,
    announced: true,
    formation: null,
    starting: squad.starting,
    bench: squad.bench,
    providerTime: line.kickOff - hourMs,
  };
  return [{ schema: "LineUp", value }];
}

/** What an event says beyond its place in the match. */
type Said = Pick<MatchEvent, "type" | "period" | "second"> & Partial<MatchEvent>;

function eventsOf(line: TimelineLine): MatchEntry[] {
  const players = playersOf(line);
  const periods = playedPeriods(line);
  const said: Said[] = [
    ...periods.flatMap(frameOf),
    ...missingGoals(line, periods),
    ...line.shots.flatMap((shot) => shotSaid(line, shot, players)),
    ...line.events.flatMap((event) => eventSaid(event, players)),
  ];
  const startsAt = new Map(periods.map(({ period, startsAt }) => [period, startsAt]));
  const endsAt = new Map(periods.map(({ period, seconds }) => [period, seconds]));
  const ids = new Map<string, number>();
  const entries = said.map((event): { schema: "MatchEvent"; value: MatchEvent } => {
    const second = Math.min(event.second, endsAt.get(event.period) ?? event.second);
    const providerTime = Math.round(line.kickOff + ((startsAt.get(event.period) ?? 0) + second) * 1000);
    const eventId = numbered(idOf(event), ids);
    return {
      schema: "MatchEvent",
      value: { ...nothingSaid, ...event, second, provider: line.provider, matchId: line.id, eventId, providerTime },
    };
  });
  return withScores(entries.sort(compareEntries));
}

/** Whistles of a period and a tick of the clock each full minute between them. */
function frameOf({ period, seconds }: PlayedPeriod): Said[] {
  const frame: Said[] = [{ type: "PERIOD_START", period, second: 0 }];
  if (period < 5) {
    for (let second = secondsBetweenTicks; second < seconds; second += secondsBetweenTicks) {
      frame.push({ type: "CLOCK", period, second });
    }
  }
  frame.push({ type: "PERIOD_END", period, second: seconds });
  return frame;
}

function shotSaid(line: TimelineLine, shot: TimelineShot, players: Players): Said[] {
  const { period, second, side, expectedGoals, outcome, situation } = shot;
  const isOfShot = (event: TimelineEvent) =>
    event.type === "goal" && event.period === period && event.second === second && event.side === side;
  const scorer = outcome === "GOAL" ? line.events.find((event) => isOfShot(event) && event.kind !== "own") : undefined;
  const player = players(side, scorer?.player ?? null);
  const missed: Said[] =
    situation === "PENALTY" && outcome !== "GOAL" ? [{ type: "PENALTY_MISSED", period, second, side, situation }] : [];
  return [{ type: "SHOT", period, second, side, player, expectedGoals, shotOutcome: outcome, situation }, ...missed];
}

function eventSaid(event: TimelineEvent, players: Players): Said[] {
  const { period, second, side, kind } = event;
  switch (event.type) {
    case "goal": {
      const type = kind === "own" ? "OWN_GOAL" : kind === "penalty" ? "PENALTY_SCORED" : "GOAL";
      const scoredBy = type === "OWN_GOAL" ? otherSide(side) : side;
      const situation = situations[kind ?? ""] ?? null;
      return [{ type, period, second, side, situation, player: players(scoredBy, event.player) }];
    }
    case "sub": {
      const player = players(side, event.playerIn);
      return [{ type: "SUBSTITUTION", period, second, side, player, playerOff: players(side, event.playerOut) }];
    }
    case "period_end":
      return [];
    default:
      return [{ type: eventTypes[event.type] ?? "UNKNOWN", period, second, side, player: players(side, event.player) }];
  }
}

const eventTypes: Readonly<Record<string, EventType>> = {
  yellow: "YELLOW",
  second_yellow: "SECOND_YELLOW",
  red: "RED",
  penalty_missed: "PENALTY_MISSED",
};

const nothingSaid = {
  revision: 1,
  status: "CONFIRMED",
  side: null,
  player: null,
  playerOff: null,
  expectedGoals: null,
  shotOutcome: null,
  situation: null,
  subject: null,
  stoppage: null,
  score: null,
} as const;

/** Scoreboard after each goal, at each tick and each whistle; kicks of a shoot-out do not move it. */
function withScores(entries: { schema: "MatchEvent"; value: MatchEvent }[]): MatchEntry[] {
  const score = { home: 0, away: 0 };
  return entries.map(({ schema, value }) => {
    const scoring = value.type === "GOAL" || value.type === "OWN_GOAL" || value.type === "PENALTY_SCORED";
    if (scoring && value.period < 5) {
      if (value.side === "HOME") score.home++;
      if (value.side === "AWAY") score.away++;
    }
    const shown = scoring || value.type === "CLOCK" || value.type === "PERIOD_END";
    return { schema, value: shown ? { ...value, score: { ...score } } : value };
  });
}

/** Finds a player of a side by his name; two of the same name on one side stay without identity. */
type Players = (side: Side | null, name: string | null) => Player | null;

function playersOf(line: TimelineLine): Players {
  const squads = { HOME: line.lineUps.HOME, AWAY: line.lineUps.AWAY };
  return (side, name) => {
    if (name === null) return null;
    const squad = side === null ? null : squads[side];
    const found = squad === null ? [] : [...squad.starting, ...squad.bench].filter((player) => player.name === name);
    return found.length === 1 && found[0] ? found[0] : { id: null, name, position: null };
  };
}

function otherSide(side: Side | null): Side | null {
  return side === "HOME" ? "AWAY" : side === "AWAY" ? "HOME" : null;
}

/** Identity from what happened when for whom: stays the same when a file is made again with more events in it. */
function idOf({ type, period, second, side = null }: Said): string {
  const at = `${type.toLowerCase().replaceAll("_", "-")}/${period}/${second}`;
  return side === null ? at : `${at}/${side.toLowerCase()}`;
}

function numbered(id: string, seen: Map<string, number>): string {
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  return count === 1 ? id : `${id}/${count}`;
}
