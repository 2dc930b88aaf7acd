import { isDeepStrictEqual } from "node:util";
import { type MatchEntry, type MatchState, resultIdOf } from "@touchline/football";
import type { Counts, Result, SideState } from "@touchline/schemas";
import { goalTimesOf } from "./goal-times.ts";

/**
 * The result that a finished match has now, where it differs from the one published before: the first in revision 1,
 * each correction in the next. Undefined while there is nothing (new) to publish.
 *
 * The score counts extra time, as history does where there is any: the same match has the same result, whoever tells it.
 */
export function newResult(
  state: MatchState,
  entries: readonly MatchEntry[],
  published: Result | undefined,
): Result | undefined {
  const { fixture } = state;
  if (fixture === null || state.phase !== "FINISHED") return undefined;
  const { provider, competition, season, kickOff, home, away, neutral } = fixture;
  const day = new Date(kickOff).toISOString().slice(0, 10);
  const score = { home: state.home.counts.goals, away: state.away.counts.goals };
  const goalTimes = goalTimesOf(entries);
  const content = {
    provider,
    matchId: resultIdOf(day, fixture),
    competition,
    season,
    kickOff,
    home,
    away,
    score,
    halfTime: state.halfTime,
    neutral,
    referee: null,
    homeCounts: countsOf(state.home.counts, state),
    awayCounts: countsOf(state.away.counts, state),
    goalTimes: goalTimes.length === score.home + score.away ? goalTimes : null,
    closing: null,
  };
  if (published === undefined) return { ...content, revision: 1 };
  const { revision, ...before } = published;
  return isDeepStrictEqual(content, before) ? undefined : { ...content, revision: revision + 1 };
}

/** Corners and fouls are not among a match's events; shots are where the feed tells any. */
function countsOf({ shots, shotsOnTarget, yellowCards, redCards }: SideState, { home, away }: MatchState): Counts {
  const tellsShots = home.counts.shots + away.counts.shots > 0;
  return {
    shots: tellsShots ? shots : null,
    shotsOnTarget: tellsShots ? shotsOnTarget : null,
    corners: null,
    fouls: null,
    yellowCards,
    redCards,
  };
}
