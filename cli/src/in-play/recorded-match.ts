import type { Happening } from "@touchline/models";
import type { Prices } from "@touchline/odds";
import type { Score } from "@touchline/schemas";

/** The 90 minutes of a match as a line of a file of timelines records them. */
export interface RecordedMatch {
  readonly id: string;
  readonly provider: string;
  readonly competition: string;
  readonly season: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly home: string;
  readonly away: string;
  /** In the order of time. */
  readonly happenings: readonly Happening[];
  /** True where the file tells when men were sent off. */
  readonly tellsDismissals: boolean;
  /** True where the file tells shots. */
  readonly tellsShots: boolean;
  /** Length of each half with stoppage, seconds; null where it is not told. */
  readonly halfSeconds: readonly [number, number] | null;
  /** After 90 minutes. */
  readonly final: Score;
  /** Prices before kick-off: the result's at the close, those of 2.5 goals some days before; null where the line has none. */
  readonly prices: Prices | null;
  /** Row of football-data.co.uk that is the same match, null where the file names none. */
  readonly row: { readonly league: string; readonly date: string; readonly home: string; readonly away: string } | null;
}

/** Why a line is no match that can be judged. */
export interface PassedOver {
  readonly id: string;
  readonly reason: "not JSON" | "no final score" | "goals do not add up to the score" | "no team, date or competition";
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of a file; every member is checked where it is read
type Json = any;

/** Reads a line of the form of Wyscout's, Understat's or the World Cups' timelines. */
export function readRecordedMatch(text: string): RecordedMatch | PassedOver {
  let json: Json;
  try {
    json = JSON.parse(text);
  } catch {
    return { id: text.slice(0, 40), reason: "not JSON" };
  }
  const id = String(json?.id);
  const { home, away, date, comp } = json ?? {};
  if (![home, away, date, comp].every((each) => typeof each === "string"))
    return { id, reason: "no team, date or competition" };
  const final = scoreOf(json.ft90) ?? scoreOf(json.final);
  if (final === null) return { id, reason: "no final score" };
  const isWholeMinutes = Array.isArray(json.goals);
  const happenings = [
    ...(isWholeMinutes ? goalsByMinute(json.goals) : listOf(json.events).flatMap(eventOf)),
    ...(isWholeMinutes ? shotsByMinute(json.shots, json.goals) : listOf(json.shots).flatMap(shotOf)),
  ].sort((a, b) => a.period - b.period || a.second - b.second);
  for (const side of ["home", "away"] as const) {
    const goals = happenings.filter(({ kind, side: of }) => kind === "goal" && of === side).length;
    if (goals !== final[side]) return { id, reason: "goals do not add up to the score" };
  }
  const { fd, season, src } = json;
  return {
    ...{ id, provider: String(src ?? id.split(":")[0]), competition: comp, season: String(season), date, home, away },
    ...{ happenings, final, tellsShots: Array.isArray(json.shots) },
    tellsDismissals: !isWholeMinutes && json.has_cards_subs !== false,
    halfSeconds: halfSecondsOf(json.events),
    prices: pricesOf(json.odds),
    row: fd === null || fd === undefined ? null : { league: fd.league, date: fd.date, home: fd.home, away: fd.away },
  };
}

/** Understat: `min0` full minutes gone since the start of the match, stoppage of the first half running on from 45. */
function goalsByMinute(goals: Json): Happening[] {
  return listOf(goals).flatMap(({ p, min0, side }: Json) => {
    if (side !== "home" && side !== "away") return [];
    // where half-time is not known, neither is the half of a goal about it
    const period = p === 1 || (p !== 2 && min0 < 45) ? 1 : 2;
    return [{ kind: "goal" as const, period, second: middleOf(period, min0), side, expectedGoals: 0 }];
  });
}

/** A shot from minute 45 on is of the second half unless it is a goal of the first: the first half's stoppage is not told apart. */
function shotsByMinute(shots: Json, goals: Json): Happening[] {
  return listOf(shots).map(([minute, side, expectedGoals, outcome]: Json) => {
    const name = side === 0 ? ("home" as const) : ("away" as const);
    const isFirst = (goal: Json) => goal.p === 1 && goal.min0 === minute && goal.side === name;
    const period = minute < 45 || (outcome === "G" && listOf(goals).some(isFirst)) ? 1 : 2;
    const second = middleOf(period, minute);
    return { kind: "shot" as const, period, second, side: name, expectedGoals: Number(expectedGoals) || 0 };
  });
}

function middleOf(period: 1 | 2, minute: number): number {
  return Math.max(0, minute - (period === 2 ? 45 : 0)) * 60 + 30;
}

function eventOf(event: Json): Happening[] {
  const { type, side, p: period } = event;
  if ((period !== 1 && period !== 2) || (side !== "home" && side !== "away")) return [];
  const kind = type === "goal" ? "goal" : type === "red" || type === "second_yellow" ? "dismissal" : null;
  if (kind === null) return [];
  return [{ kind, period, second: secondOf(event), side, expectedGoals: 0 }];
}

/** Seconds, or where the file has the minute only, its middle; the n-th minute begins 60 (n − 1) seconds into the match. */
function secondOf({ s, min, add, p }: Json): number {
  if (typeof s === "number") return s;
  return Math.max(0, Number(min) + Number(add ?? 0) - (p === 2 ? 45 : 0) - 1) * 60 + 30;
}

function shotOf([p, second, side, expectedGoals]: Json): Happening[] {
  if ((p !== 1 && p !== 2) || (side !== "home" && side !== "away")) return [];
  return [{ kind: "shot", period: p, second: Number(second), side, expectedGoals: Number(expectedGoals) || 0 }];
}

function halfSecondsOf(events: Json): [number, number] | null {
  const ends = [1, 2].map((period) =>
    listOf(events).find(({ type, p }: Json) => type === "period_end" && p === period),
  );
  const [first, second] = ends.map((end) => end?.s);
  return typeof first === "number" && typeof second === "number" ? [first, second] : null;
}

function pricesOf(odds: Json): Prices | null {
  const [home, draw, away] = odds?.close_1x2 ?? odds?.pre_avg_1x2 ?? [];
  if (![home, draw, away].every((price) => price > 1)) return null;
  const [over = null, under = null] = odds.close_ou25 ?? odds.pre_avg_ou25 ?? [];
  return { home, draw, away, over, under };
}

function scoreOf(json: Json): Score | null {
  const [home, away] = listOf(json);
  return Number.isInteger(home) && Number.isInteger(away) ? { home, away } : null;
}

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : []);
