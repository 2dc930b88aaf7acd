import type { FormVenue, FormWindow, TeamForm } from "@touchline/schemas";
import { noonOf, type PlayedMatch, type TeamHistory } from "./team-history.ts";

/** Lengths of the windows, in matches. */
const windowLengths = [5, 10, 20] as const;

const venues: readonly FormVenue[] = ["ALL", "HOME", "AWAY"];
const longest = Math.max(...windowLengths);

/**
 * Time from the noon that stands for a match's day until its result may be used. A day is a local one and may end as
 * late as noon UTC of the next; so a match that kicks off within 24 h of that noon could be this very match, or one
 * played beside it. No team plays twice in a day and a half, so nothing is lost by waiting.
 */
const settledAfterMs = 86_400_000;

/**
 * Rolling windows of a team as of a kick-off (ms since the epoch): its last 5, 10 and 20 matches in all, at home and
 * away, from results at least a day old by then. Later results, and later knowledge of others, change nothing. A team
 * without history has windows of 0 matches and no last match.
 */
export function formAsOf(history: TeamHistory, teamId: string, kickOff: number): TeamForm {
  const played = history.playedBy(teamId);
  let end = played.length;
  while (end > 0 && noonOf((played[end - 1] as PlayedMatch).day) + settledAfterMs > kickOff) end--;
  const last = played[end - 1];
  return {
    teamId,
    lastPlayed: last === undefined ? null : noonOf(last.day),
    windows: venues.flatMap((venue) => windowsOf(venue, lastOf(played, end, venue))),
  };
}

/** The longest window's matches at a venue, the latest first. */
function lastOf(played: readonly PlayedMatch[], end: number, venue: FormVenue): readonly PlayedMatch[] {
  const found: PlayedMatch[] = [];
  for (let at = end - 1; at >= 0 && found.length < longest; at--) {
    const match = played[at] as PlayedMatch;
    if (venue === "ALL" || match.venue === venue) found.push(match);
  }
  return found;
}

function windowsOf(venue: FormVenue, latestFirst: readonly PlayedMatch[]): FormWindow[] {
  return windowLengths.map((last) => {
    const matches = latestFirst.slice(0, last);
    let points = 0;
    let goalsFor = 0;
    let goalsAgainst = 0;
    for (const match of matches) {
      points += match.goalsFor > match.goalsAgainst ? 3 : match.goalsFor === match.goalsAgainst ? 1 : 0;
      goalsFor += match.goalsFor;
      goalsAgainst += match.goalsAgainst;
    }
    return { last, venue, matches: matches.length, points, goalsFor, goalsAgainst };
  });
}
