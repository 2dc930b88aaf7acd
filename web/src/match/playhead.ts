import type { MatchView } from "@touchline/client";

/**
 * Seconds of play up to each prediction, breaks left out: where it stands on the way through a match. Never falls, so that the
 * correction of an earlier event stands where it was told.
 */
export function playedSeconds(views: readonly Pick<MatchView, "period" | "second">[]): number[] {
  let before = 0;
  let period = 0;
  let furthest = 0;
  return views.map((view) => {
    if (view.period > period) {
      // the period before was as long as it was played
      before = furthest;
      period = view.period;
    }
    furthest = Math.max(furthest, before + (view.period === period ? view.second : 0));
    return furthest;
  });
}

/** Index of what held after so many seconds of play. */
export function indexAt(played: readonly number[], second: number): number {
  return Math.max(
    0,
    played.findLastIndex((each) => each <= second),
  );
}

/** Indices that one steps to: whatever is more than a shot or the clock. */
export function steps(views: readonly Pick<MatchView, "cause">[]): number[] {
  return views.flatMap(({ cause }, i) => (passing.has(cause.type ?? "") ? [] : [i]));
}

/** The step before or after an index; the first or the last prediction where there is none. */
export function stepFrom(all: readonly number[], at: number, by: 1 | -1, last: number): number {
  return by === 1 ? (all.find((each) => each > at) ?? last) : (all.findLast((each) => each < at) ?? 0);
}

const passing: ReadonlySet<string> = new Set(["CLOCK", "SHOT"]);
