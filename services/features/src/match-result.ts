import { isDeepStrictEqual } from "node:util";
import { type MatchState, resultIdOf } from "@touchline/football";
import type { Result } from "@touchline/schemas";

/**
 * The result that a finished match has now, where it differs from the one published before: the first in revision 1,
 * each correction in the next. Undefined while there is nothing (new) to publish.
 *
 * The score counts extra time, as history does where there is any: the same match has the same result, whoever tells it.
 */
export function newResult(state: MatchState, published: Result | undefined): Result | undefined {
  const { fixture } = state;
  if (fixture === null || state.phase !== "FINISHED") return undefined;
  const { provider, competition, season, kickOff, home, away, neutral } = fixture;
  const day = new Date(kickOff).toISOString().slice(0, 10);
  const content = {
    provider,
    matchId: resultIdOf(day, fixture),
    competition,
    season,
    kickOff,
    home,
    away,
    score: { home: state.home.counts.goals, away: state.away.counts.goals },
    halfTime: state.halfTime,
    neutral,
    referee: null,
    homeCounts: null,
    awayCounts: null,
    goalTimes: null,
  };
  if (published === undefined) return { ...content, revision: 1 };
  const { revision, ...before } = published;
  return isDeepStrictEqual(content, before) ? undefined : { ...content, revision: revision + 1 };
}
