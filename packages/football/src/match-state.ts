import type { EventType, Fixture, MatchEvent, MatchTime, Phase, Score } from "@touchline/schemas";
import { faded } from "./fading.ts";
import type { MatchEntry } from "./match-entry.ts";
import { phaseOf } from "./match-phase.ts";
import { type SideRecord, shootOutPeriod, sideAtStart, withEvent, withLineUp } from "./side-record.ts";

/** What is known of a match. Plain data, worked out from the match's entries and nothing else. */
export interface MatchState {
  /** Null where events came before their fixture. */
  readonly fixture: Fixture | null;
  readonly phase: Phase;
  /** Period on the clock: 0 before kick-off, 1 and 2 halves, 3 and 4 extra time, 5 shoot-out. */
  readonly period: number;
  /** Seconds in the period, the highest seen. */
  readonly second: number;
  /** Stoppage announced for this period, seconds; null where none is. */
  readonly stoppage: number | null;
  /** Highest period whose end is known; 0 where none is. */
  readonly endedPeriod: number;
  /** True from a goal, card, penalty, VAR decision or silence of the feed on, until something shows that play goes on or the period is over. */
  readonly stopped: boolean;
  /** The latest moment of its provider's clock at which something was told that stands, ms since the epoch; 0 where nothing is. */
  readonly toldAt: number;
  /** Tentative events that wait to be confirmed or cancelled. */
  readonly tentative: number;
  readonly home: SideRecord;
  readonly away: SideRecord;
  /** Score at half-time, null before. */
  readonly halfTime: Score | null;
  /** Score after 90 minutes, null before. */
  readonly fullTime: Score | null;
  /** Kicks scored from the penalty mark, null where there was no shoot-out or none of its kicks was told. */
  readonly shootOut: Score | null;
  /** When the last goal fell; kicks of a shoot-out are none. */
  readonly lastGoal: MatchTime | null;
}

export const matchAtStart: MatchState = {
  fixture: null,
  phase: "PRE_MATCH",
  period: 0,
  second: 0,
  stoppage: null,
  endedPeriod: 0,
  stopped: false,
  toldAt: 0,
  tentative: 0,
  home: sideAtStart,
  away: sideAtStart,
  halfTime: null,
  fullTime: null,
  shootOut: null,
  lastGoal: null,
};

/**
 * The state after one more entry; `state` is left as it is. Entries are folded in the order of `compareEntries`, one a
 * identity. A cancelled event is as if it had never been, the clock included; a tentative one counts as tentative and
 * moves nothing else; a VAR decision moves the clock alone, for what it decides comes as a revision of its subject. Silence stops play,
 * and says nothing of the clock; one that is ahead of it stood on a tick that was taken back, and is nothing.
 */
export function foldMatch(state: MatchState, entry: MatchEntry): MatchState {
  switch (entry.schema) {
    case "Fixture":
      return settled({ ...state, fixture: entry.value });
    case "LineUp":
      return entry.value.side === "HOME"
        ? { ...state, home: withLineUp(state.home, entry.value) }
        : { ...state, away: withLineUp(state.away, entry.value) };
    case "MatchEvent":
      if (entry.value.status === "CANCELLED") return state;
      if (entry.value.status === "TENTATIVE") return { ...state, tentative: state.tentative + 1 };
      if (entry.value.type === "SILENCE") return isAhead(entry.value, state) ? state : { ...state, stopped: true };
      return settled(withConfirmed(state, entry.value));
  }
}

function isAhead({ period, second }: MatchEvent, state: MatchState): boolean {
  return period > state.period || (period === state.period && second > state.second);
}

function withConfirmed(state: MatchState, event: MatchEvent): MatchState {
  const later = event.period > state.period;
  const second = later ? event.second : Math.max(state.second, event.second);
  const played = later ? second : second - state.second;
  const [home, away] = [faded(state.home, played), faded(state.away, played)];
  return {
    ...state,
    period: later ? event.period : state.period,
    second,
    stoppage: event.stoppage ?? (later ? null : state.stoppage),
    endedPeriod: event.type === "PERIOD_END" ? Math.max(state.endedPeriod, event.period) : state.endedPeriod,
    stopped: stopsPlay.has(event.type) || (state.stopped && !shows.has(event.type)),
    toldAt: Math.max(state.toldAt, event.providerTime),
    lastGoal: isGoal(event) ? { period: event.period, second: event.second } : state.lastGoal,
    home: event.side === "HOME" ? withEvent(home, event) : home,
    away: event.side === "AWAY" ? withEvent(away, event) : away,
  };
}

/** What stops play, and may still be looked at. */
export const stopsPlay: ReadonlySet<EventType> = new Set([
  "GOAL",
  "OWN_GOAL",
  "PENALTY_SCORED",
  "PENALTY_MISSED",
  "YELLOW",
  "SECOND_YELLOW",
  "RED",
  "VAR_DECISION",
] as const);

/** What shows, coming after it in the order of the match, that it stands: play goes on, or the whistle has gone. */
const shows: ReadonlySet<EventType> = new Set(["CLOCK", "SHOT", "PERIOD_START", "PERIOD_END"] as const);

function isGoal({ type, period }: MatchEvent): boolean {
  return (type === "GOAL" || type === "OWN_GOAL" || type === "PENALTY_SCORED") && period < shootOutPeriod;
}

/** Works out what follows from the rest, after anything that it follows from has changed. */
function settled(state: MatchState): MatchState {
  const { period, endedPeriod, home, away } = state;
  const phase = phaseOf({
    fixture: state.fixture,
    period,
    endedPeriod,
    homeGoals: home.counts.goals,
    awayGoals: away.counts.goals,
  });
  return {
    ...state,
    phase,
    halfTime: isOver(1, state) ? { home: home.firstHalfGoals, away: away.firstHalfGoals } : null,
    fullTime: isOver(2, state) ? { home: home.goalsIn90, away: away.goalsIn90 } : null,
    shootOut: shootOutOf(home, away),
  };
}

/** A shoot-out whose kicks nobody tells has no score: 0-0 would be one that cannot be. */
function shootOutOf(home: SideRecord, away: SideRecord): Score | null {
  if (home.shootOutGoals === null && away.shootOutGoals === null) return null;
  return { home: home.shootOutGoals ?? 0, away: away.shootOutGoals ?? 0 };
}

/** A period is over at its end, or where that was missed, once a later one is on. */
function isOver(period: number, state: MatchState): boolean {
  return state.period > period || state.endedPeriod >= period;
}
