import type { CauseView, StatementName, ThreeWay } from "../protocol.ts";
import { minute } from "./clock.ts";
import { points } from "./percent.ts";

export interface Names {
  readonly home: string;
  readonly away: string;
}

/** What happened, in words: `Goal, W. Zaha (Crystal Palace)`. */
export function causeWords(cause: CauseView, names: Names): string {
  const what = `${happened(cause)}${assurance(cause)}`;
  const team = cause.side === null ? undefined : cause.side === "HOME" ? names.home : names.away;
  const named = cause.player === null ? what : `${what}, ${cause.player}`;
  if (team === undefined) return named;
  // An own goal counts for the other side than its scorer's.
  return cause.type === "OWN_GOAL" ? `${named} (for ${team})` : `${named} (${team})`;
}

/** The cause with its minute, where it has one: `62' Goal, W. Zaha (Crystal Palace)`. */
export function momentWords(cause: CauseView, names: Names): string {
  return `${minute(cause)} ${causeWords(cause, names)}`.trim();
}

/** By how much it moved the result that moved most: `home win +21.3 points`; undefined where nothing did. */
export function changeWords(change: ThreeWay | null): string | undefined {
  if (change === null) return undefined;
  const moved = outcomes.reduce((most, next) => (Math.abs(change[next]) > Math.abs(change[most]) ? next : most));
  const by = points(change[moved]);
  return by === "0" ? undefined : `${outcomeWords[moved]} ${by} points`;
}

const outcomes = ["home", "draw", "away"] as const;
const outcomeWords = { home: "home win", draw: "draw", away: "away win" } as const;

function assurance({ status }: CauseView): string {
  if (status === "TENTATIVE") return " to be confirmed";
  return status === "CANCELLED" ? " taken back" : "";
}

function happened({ record, type, period, statement }: CauseView): string {
  // prices in play lead to a prediction only where the books stop taking bets or take them again
  if (statement === "ODDS" && period > 0) return "Bookmakers suspend or reopen";
  if (statement !== null) return said[statement];
  if (record === "FIXTURE") return "Fixture";
  if (record === "LINE_UP") return "Line-up announced";
  if (type === "PERIOD_START") return starts[period] ?? "Play resumes";
  if (type === "PERIOD_END") return ends[period] ?? "End of play";
  return words[type ?? ""] ?? "Event";
}

const starts: Readonly<Record<number, string>> = {
  1: "Kick-off",
  2: "Second half begins",
  3: "Extra time begins",
  4: "Second half of extra time begins",
  5: "Penalty shoot-out begins",
};

const ends: Readonly<Record<number, string>> = {
  1: "Half-time",
  2: "End of 90 minutes",
  3: "Half-time of extra time",
  4: "End of extra time",
  5: "End of the shoot-out",
};

const words: Readonly<Record<string, string>> = {
  GOAL: "Goal",
  OWN_GOAL: "Own goal",
  PENALTY_SCORED: "Penalty scored",
  PENALTY_MISSED: "Penalty missed",
  YELLOW: "Yellow card",
  SECOND_YELLOW: "Second yellow card",
  RED: "Red card",
  SUBSTITUTION: "Substitution",
  VAR_DECISION: "VAR decision",
  SHOT: "Shot",
  CLOCK: "Time passes",
  INJURY: "Injury",
  SILENCE: "The feed is silent",
};

const said: Readonly<Record<StatementName, string>> = {
  ODDS: "Odds moved",
  AVAILABILITY: "News of a player's availability",
  NEWS: "News of the team",
  WEATHER: "Weather forecast",
  OTHER: "Something was said",
};
