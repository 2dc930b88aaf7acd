import type { Side, Team } from "@touchline/schemas";
import type { WatchedMatch } from "./watched.ts";

type Sides = Pick<WatchedMatch, "homeTeam" | "awayTeam">;

export function teamOf({ homeTeam, awayTeam }: Sides, side: Side): Team {
  return side === "HOME" ? homeTeam : awayTeam;
}

export const otherSide = (side: Side): Side => (side === "HOME" ? "AWAY" : "HOME");

/** `Arsenal 1-0 Chelsea, 45+2'` */
export function scoreLine({ homeTeam, awayTeam, score, period, second }: WatchedMatch): string {
  return `${homeTeam.name} ${score.home}-${score.away} ${awayTeam.name}, ${clock(period, second)}`;
}

/** `45+2'`, as a board shows it; `before kick-off`. */
export function clock(period: number, second: number): string {
  if (period === 0) return "before kick-off";
  const [start, end] = bounds[period - 1] ?? [120, 120];
  const minute = start + Math.floor(second / 60) + 1;
  return minute > end && end > start ? `${end}+${minute - end}'` : `${Math.min(minute, end)}'`;
}

/** Minutes at which periods begin and end. */
const bounds: readonly (readonly [number, number])[] = [
  [0, 45],
  [45, 90],
  [90, 105],
  [105, 120],
];

/** `36.2 %` */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
/** `+6.8 %` */
export const signedPercent = (share: number): string => `${share < 0 ? "−" : "+"}${percent(Math.abs(share))}`;
/** To 5 decimals, as the edge shows chances. */
export const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
