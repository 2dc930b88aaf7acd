import type { FormVenue, FormWindow, TeamForm } from "@touchline/schemas";
import type { History } from "./history.ts";
import { dayMs, type Played } from "./played.ts";

const windowLengths = [5, 10, 20] as const;
const venues: readonly FormVenue[] = ["ALL", "HOME", "AWAY"];
const longest = Math.max(...windowLengths);

/**
 * A team's last 5, 10 and 20 matches in all, at home and away, as of a kick-off (ms since the epoch). Later results, and later
 * knowledge of others, change nothing. A team without history has windows of 0 matches and no last match.
 */
export function teamFormAsOf(history: History, teamId: string, kickOff: number): TeamForm {
  const matches = history.team(teamId)?.matches;
  const end = matches?.countBefore(history.placeAt(kickOff)) ?? 0;
  const last = end === 0 ? undefined : matches?.match(end - 1);
  const windows = venues.flatMap((venue) => {
    const found: Played[] = [];
    for (let at = end - 1; at >= 0 && found.length < longest; at--) {
      const match = matches?.match(at) as Played;
      if (venue === "ALL" || venueOf(match, teamId) === venue) found.push(match);
    }
    return windowLengths.map((length) => windowOf(venue, length, teamId, found.slice(0, length)));
  });
  return { teamId, lastPlayed: last === undefined ? null : last.day * dayMs + dayMs / 2, windows };
}

function venueOf(match: Played, teamId: string): FormVenue | null {
  if (match.neutral) return null;
  return match.home === teamId ? "HOME" : "AWAY";
}

function windowOf(venue: FormVenue, last: number, teamId: string, matches: readonly Played[]): FormWindow {
  let points = 0;
  let goalsFor = 0;
  let goalsAgainst = 0;
  for (const { home, homeGoals, awayGoals } of matches) {
    const [own, other] = home === teamId ? [homeGoals, awayGoals] : [awayGoals, homeGoals];
    points += own > other ? 3 : own === other ? 1 : 0;
    goalsFor += own;
    goalsAgainst += other;
  }
  return { last, venue, matches: matches.length, points, goalsFor, goalsAgainst };
}
