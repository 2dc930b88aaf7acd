import type { EventType, MatchEvent, Side } from "@touchline/schemas";
import type { MatchEntry } from "./match-entry.ts";
import { compareEntries } from "./match-order.ts";
import type { TimelineEvent, TimelineLine, TimelineShot } from "./timeline-line.ts";
import { missingGoals, type PlayedPeriod, playedPeriods } from "./timeline-periods.ts";
import { type Players, playersOf } from "./timeline-players.ts";
import { situations } from "./timeline-values.ts";

const secondsBetweenTicks = 60;

/** What an event says beyond its place in the match. */
type Said = Pick<MatchEvent, "type" | "period" | "second"> & Partial<MatchEvent>;

/**
 * Everything that happened in a match, in the order of the fold: what the file tells, the goals it forgot, and what it
 * implies (whistles, ticks of the clock, missed penalties), with the scoreboard and the real time of each.
 */
export function timelineEvents(line: TimelineLine): MatchEntry[] {
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
