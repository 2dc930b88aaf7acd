import type { SideRecord } from "./side-record.ts";

/** After so much play what a side did of late counts half, seconds. */
export const halvingSeconds = 900;

/** The side after so many seconds of play, in which nothing is told of it. A break between periods is no play. */
export function faded(side: SideRecord, seconds: number): SideRecord {
  const { counts } = side;
  if (seconds <= 0 || counts.recentShots === 0) return side;
  const share = 2 ** (-seconds / halvingSeconds);
  const recentShots = share * counts.recentShots;
  const recentExpectedGoals = share * counts.recentExpectedGoals;
  return { ...side, counts: { ...counts, recentShots, recentExpectedGoals } };
}
