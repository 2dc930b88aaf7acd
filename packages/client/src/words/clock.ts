import type { PhaseName } from "../protocol.ts";

export interface Moment {
  readonly period: number;
  /** Seconds in the period. */
  readonly second: number;
}

/** First minute and length of each period, minutes. Period 5 is the shoot-out. */
export const periods: Readonly<Record<number, { readonly start: number; readonly minutes: number }>> = {
  1: { start: 0, minutes: 45 },
  2: { start: 45, minutes: 45 },
  3: { start: 90, minutes: 15 },
  4: { start: 105, minutes: 15 },
};

/** The minute being played, as football counts: 0 s is 1', 45:00 of the first half is 45+1'. */
export function minute({ period, second }: Moment): string {
  const length = periods[period];
  if (length === undefined) return period >= 5 ? "pens" : "";
  const played = Math.floor(second / 60);
  if (played < length.minutes) return `${length.start + played + 1}'`;
  return `${length.start + length.minutes}+${played - length.minutes + 1}'`;
}

/** The clock of a match for a scoreboard: a minute while it is played, otherwise where it stands. */
export function clock(match: Moment & { readonly phase: PhaseName; readonly kickOff: number }): string {
  switch (match.phase) {
    case "LIVE":
      return match.period >= 5 ? "Penalties" : minute(match);
    case "BREAK":
      return breaks[match.period] ?? "Break";
    case "FINISHED":
      return match.period >= 5 ? "After penalties" : match.period >= 3 ? "After extra time" : "Full time";
    case "CALLED_OFF":
      return "Called off";
    case "PRE_MATCH":
      return kickOffTime(match.kickOff);
  }
}

const breaks: Readonly<Record<number, string>> = {
  1: "Half-time",
  2: "End of 90 minutes",
  3: "Half-time of extra time",
  4: "Before penalties",
};

/** Kick-off where the reader is, e.g. `Sun 13 May, 15:00`. */
export function kickOffTime(kickOff: number): string {
  return new Date(kickOff).toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}

export function kickOffDay(kickOff: number): string {
  return new Date(kickOff).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** A moment of the day where the reader is, e.g. `15:04:05`. `at`: ms since the epoch. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString("en-GB");
}
