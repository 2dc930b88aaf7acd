import type { Result } from "@touchline/schemas";
import { dayOf, type Played, unknownCounts } from "./played.ts";

/** A result as it crosses Kafka, as history counts it. */
export function playedOf(result: Result): Played {
  return {
    id: result.matchId,
    day: dayOf(result.kickOff),
    competition: result.competition,
    season: result.season,
    home: result.home.id,
    away: result.away.id,
    neutral: result.neutral,
    homeGoals: result.score.home,
    awayGoals: result.score.away,
    halfTime: result.halfTime,
    homeCounts: result.homeCounts ?? unknownCounts,
    awayCounts: result.awayCounts ?? unknownCounts,
    referee: result.referee,
    goalTimes: result.goalTimes,
    closing: result.closing,
  };
}
