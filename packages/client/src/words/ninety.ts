import type { MatchView } from "../protocol.ts";

/**
 * True where the ninety minutes of a match are over and the match is not: in extra time, in a shoot-out, and after
 * them. What is expected of a match is for ninety minutes, so from here on it is settled.
 */
export function isBeyondNinety({ period, phase }: Pick<MatchView, "period" | "phase">): boolean {
  return period >= 3 || (period === 2 && phase === "BREAK");
}

/** How a shoot-out stands or ended, as it is written beside the score; undefined where there is none. */
export function shootOutWords({
  period,
  phase,
  shootOut,
}: Pick<MatchView, "period" | "phase" | "shootOut">): string | undefined {
  if (period < 5) return undefined;
  if (shootOut !== null) return `${shootOut.home}–${shootOut.away} on penalties`;
  return phase === "FINISHED" ? "won on penalties, kicks not told" : "on penalties, kicks not told";
}
