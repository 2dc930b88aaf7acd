import { resultIdOf, type TeamIdentities } from "@touchline/football";
import type { PreMatchFixture } from "@touchline/prematch";
import { CliError } from "../error.ts";
import type { KnownResults } from "./known-results.ts";

const sources = [
  ["football-data", "club"],
  ["martj42", "nation"],
  ["wyscout", "club"],
] as const;

/**
 * The fixture that `DATE|HOME|AWAY` means: competition, season, hour and referee are those of the result where it is
 * known, otherwise those of the home side's last match before. Throws a `CliError` OPTION_INVALID or TEAM_UNKNOWN.
 */
export function wantedMatch(text: string, { history, results }: KnownResults, teams: TeamIdentities): PreMatchFixture {
  const [date = "", home = "", away = "", ...more] = text.split("|").map((part) => part.trim());
  const kickOff = Date.parse(`${date}T12:00:00Z`);
  if (Number.isNaN(kickOff) || home === "" || away === "" || more.length > 0) {
    throw new CliError(
      "OPTION_INVALID",
      `--at ${text}: expected "yyyy-mm-dd|HOME|AWAY", as in "2018-05-13|Crystal Palace|West Brom".`,
    );
  }
  const known = (id: string) => history.team(id) !== undefined;
  const [homeId, awayId] = [teamOf(home, teams, known), teamOf(away, teams, known)];
  const result = results.get(resultIdOf(date, { home: { id: homeId }, away: { id: awayId } }));
  if (result !== undefined && result.home.id === homeId) {
    const { competition, season, neutral, referee } = result;
    return { competition, season, kickOff: result.kickOff, home: homeId, away: awayId, neutral, referee };
  }
  const matches = history.team(homeId)?.matches;
  const last = matches?.match(Math.max(0, matches.countBeforeDay(Math.floor(kickOff / 86_400_000)) - 1));
  return {
    competition: last?.competition ?? "",
    season: last?.season ?? "",
    kickOff,
    home: homeId,
    away: awayId,
    neutral: false,
    referee: null,
  };
}

/** A team by its id, or by what any source calls it. */
function teamOf(name: string, teams: TeamIdentities, known: (id: string) => boolean): string {
  const ids = [name, ...sources.flatMap(([source]) => teams.find(source, name)?.id ?? [])];
  const guesses = sources.map(([source, kind]) => teams.identify(source, name, kind).id);
  const id = [...ids, ...guesses].find(known);
  if (id === undefined) {
    throw new CliError(
      "TEAM_UNKNOWN",
      `No result names the team "${name}": write it as the files of results do, or give its id, as in club:arsenal.`,
    );
  }
  return id;
}
