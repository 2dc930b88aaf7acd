import type { Player, Score, ShotOutcome, Side, Situation } from "@touchline/schemas";
import { periodSecondsMax } from "./period-length.ts";
import { TimelineError } from "./timeline-error.ts";
import {
  isNumber,
  type Json,
  listOf,
  outcomes,
  playerOf,
  scoreOf,
  sideOf,
  situations,
  textOf,
} from "./timeline-values.ts";

/** One match as a line of a timeline file tells it, with every gap that can be filled filled. */
export interface TimelineLine {
  readonly id: string;
  readonly provider: string;
  readonly competition: string;
  readonly season: string;
  readonly round: number | null;
  /** Ms since the epoch; noon UTC where only the day is known. */
  readonly kickOff: number;
  readonly home: TimelineTeam;
  readonly away: TimelineTeam;
  readonly venue: string | null;
  readonly referee: string | null;
  readonly halfTime: Score | null;
  readonly after90: Score | null;
  /** Shoot-out not counted. */
  readonly final: Score | null;
  readonly decided: "REGULAR" | "EXTRA_TIME" | "PENALTIES";
  readonly lineUps: Readonly<Record<Side, TimelineLineUp | null>>;
  readonly events: readonly TimelineEvent[];
  readonly shots: readonly TimelineShot[];
}

export interface TimelineTeam {
  readonly name: string;
  /** The same team's football-data name, where the file links it. */
  readonly footballDataName: string | null;
}

export interface TimelineLineUp {
  readonly starting: readonly Player[];
  readonly bench: readonly Player[];
}

export interface TimelineEvent {
  readonly type: string;
  readonly period: number;
  /** Seconds in the period; where the file has the minute only, the middle of that minute. */
  readonly second: number;
  /** False where `second` is reckoned from the minute. */
  readonly exact: boolean;
  readonly side: Side | null;
  readonly kind: string | null;
  readonly player: string | null;
  readonly playerIn: string | null;
  readonly playerOut: string | null;
}

export interface TimelineShot {
  readonly period: number;
  readonly second: number;
  readonly exact: true;
  readonly side: Side | null;
  readonly expectedGoals: number | null;
  readonly outcome: ShotOutcome;
  readonly situation: Situation;
}

/** Kicks of a shoot-out that come without a time keep their order. */
const secondsBetweenKicks = 10;
const minuteBefore = [0, 0, 45, 90, 105, 120] as const;

/** Reads a line. Throws a `TimelineError` where it is no match, or where an event cannot be placed. */
export function readTimelineLine(text: string): TimelineLine {
  let json: Json;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new TimelineError("TIMELINE_NOT_JSON", `not JSON: ${text.slice(0, 60)}`, { cause });
  }
  const id = textOf(json?.id);
  if (id === null) throw new TimelineError("TIMELINE_FIELD_MISSING", "a match has no id");
  const required = (value: unknown, field: string): string => {
    const text = textOf(value);
    if (text === null) throw new TimelineError("TIMELINE_FIELD_MISSING", `${id} has no ${field}`);
    return text;
  };
  const kickOff = Date.parse(textOf(json.ko_utc) ?? `${required(json.date, "date or ko_utc")}T12:00:00Z`);
  if (Number.isNaN(kickOff)) throw new TimelineError("TIMELINE_FIELD_MISSING", `${id} has no readable kick-off time`);
  return {
    id,
    provider: textOf(json.src) ?? id.split(":")[0] ?? "timeline",
    competition: required(json.comp, "comp"),
    season: textOf(json.season) ?? new Date(kickOff).toISOString().slice(0, 4),
    round: Number.isInteger(json.round) ? json.round : null,
    kickOff,
    home: { name: required(json.home, "home"), footballDataName: textOf(json.fd?.home) },
    away: { name: required(json.away, "away"), footballDataName: textOf(json.fd?.away) },
    venue: textOf(json.venue),
    referee: textOf(json.referee_id),
    halfTime: scoreOf(json.ht),
    after90: scoreOf(json.ft90),
    final: scoreOf(json.final),
    decided: decisions[String(json.decided)] ?? "REGULAR",
    lineUps: { HOME: lineUpOf(json.lineups?.home), AWAY: lineUpOf(json.lineups?.away) },
    events: listOf(json.events).map((event, index) => eventOf(id, event, index)),
    shots: listOf(json.shots).map((shot, index) => shotOf(id, shot, index)),
  };
}

function eventOf(id: string, json: Json, index: number): TimelineEvent {
  const type = textOf(json?.type) ?? "unknown";
  const period = periodOf(json?.p, json?.min);
  const reckoned = secondOf(type, period, json?.s, json?.min, json?.add);
  const second = period === 5 && !isNumber(json?.s) ? secondsBetweenKicks * index : reckoned;
  if (period === null || second === null) {
    throw new TimelineError("TIMELINE_EVENT_WITHOUT_TIME", `${id}: event ${index} (${type}) has no period or no time`);
  }
  expectWithin(period, second, `${id}: event ${index} (${type})`);
  return {
    type,
    period,
    second,
    exact: isNumber(json.s),
    side: sideOf(json.side),
    kind: textOf(json.kind),
    player: textOf(json.player),
    playerIn: textOf(json.player_in),
    playerOut: textOf(json.player_out),
  };
}

function shotOf(id: string, json: Json, index: number): TimelineShot {
  const [p, s, side, xg, outcome, kind] = listOf(json);
  const period = periodOf(p, null);
  const second = period === null ? null : secondOf("shot", period, s, null, null);
  if (period === null || second === null) {
    throw new TimelineError("TIMELINE_EVENT_WITHOUT_TIME", `${id}: shot ${index} has no period or no time`);
  }
  expectWithin(period, second, `${id}: shot ${index}`);
  return {
    period,
    second,
    exact: true,
    side: sideOf(side),
    expectedGoals: isNumber(xg) ? xg : null,
    outcome: outcomes[String(outcome)] ?? "UNKNOWN",
    situation: situations[String(kind)] ?? "UNKNOWN",
  };
}

function expectWithin(period: number, second: number, what: string): void {
  if (second <= (periodSecondsMax[period] ?? 0)) return;
  throw new TimelineError("TIMELINE_CLOCK_OUT_OF_RANGE", `${what} is at second ${second} of period ${period}`);
}

function periodOf(p: unknown, minute: unknown): number | null {
  if (p === 1 || p === 2 || p === 3 || p === 4 || p === 5) return p;
  if (!isNumber(minute)) return null;
  return minute <= 45 ? 1 : minute <= 90 ? 2 : minute <= 105 ? 3 : 4;
}

/** Minute n is the n-th: it lasts from second 60 (n - 1) of the match. A change in the first minute of a later period was made in the break. */
function secondOf(type: string, period: number | null, s: unknown, minute: unknown, added: unknown): number | null {
  if (isNumber(s)) return Math.max(0, s);
  if (period === null || !isNumber(minute)) return null;
  const minutes = minute + (isNumber(added) ? added : 0) - (minuteBefore[period] ?? 0) - 1;
  if (type === "sub" && minutes === 0 && period > 1) return 0;
  return Math.max(0, minutes) * 60 + 30;
}

function lineUpOf(json: Json): TimelineLineUp | null {
  if (!Array.isArray(json?.start)) return null;
  return { starting: json.start.map(playerOf), bench: listOf(json.bench).map(playerOf) };
}

const decisions: Readonly<Record<string, TimelineLine["decided"]>> = {
  Regular: "REGULAR",
  ExtraTime: "EXTRA_TIME",
  Penalties: "PENALTIES",
};
