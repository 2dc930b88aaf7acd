import type { Timeline } from "@touchline/football";

/** Match time per real time; `max` knows no waiting. */
export type Speed = number | "max";

/** Between the line-ups and kick-off, ms of real time: long enough to see what is expected before the first whistle. */
const beforeKickOffMs = 2_000;
/** A break at more than real speed, ms of real time. */
const breakMsMax = 3_000;

/**
 * When each entry of a match is due, ms of real time from the beginning of its replay. Play runs at the speed that was
 * asked for; waiting for kick-off and breaks are cut short, except at real speed or below, where breaks last as long as
 * they do.
 */
export function scheduleOf({ entries }: Timeline, speed: Speed): number[] {
  if (speed === "max") return entries.map(() => 0);
  let due = 0;
  let before: { time: number; inPlay: boolean } | undefined;
  return entries.map(({ schema, value }) => {
    if (schema !== "MatchEvent") return 0;
    if (before === undefined) {
      due = beforeKickOffMs;
    } else {
      const ms = (value.providerTime - before.time) / speed;
      due += before.inPlay || speed <= 1 ? ms : Math.min(ms, breakMsMax);
    }
    before = { time: value.providerTime, inPlay: value.type !== "PERIOD_END" };
    return due;
  });
}
