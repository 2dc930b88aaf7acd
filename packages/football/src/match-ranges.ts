import { periodSecondsMax } from "./period-length.ts";

/**
 * What a match's quantities can be: the one place that says so. What is checked of each record before it is folded, and
 * of the features folded from them, is the same; so records that pass cannot fold into features that do not.
 */

/** Longest stoppage that can be announced, seconds: as much as a half can have. */
const stoppageSecondsMax = 1_800;

/** Farthest from 1970 that a date can be told, ms. */
const timeMsMax = 8.64e15;

/** True of a second that the clock can show in a period, 0 (before kick-off) to 5. */
export function isOnClock(period: number, second: number): boolean {
  const longest = periodSecondsMax[period];
  return longest !== undefined && second >= 0 && second <= longest;
}

export function isStoppage(seconds: number): boolean {
  return seconds >= 0 && seconds <= stoppageSecondsMax;
}

/** A count, such as goals. There is no highest one: 149 goals have been scored in a match. */
export function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

export function isTime(ms: number): boolean {
  return Math.abs(ms) <= timeMsMax;
}
