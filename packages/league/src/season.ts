import { LeagueError } from "./error.ts";

/** A match that was played, its teams by their ids. */
export interface PlayedMatch {
  readonly home: string;
  readonly away: string;
  readonly homeGoals: number;
  readonly awayGoals: number;
}

/** A season as it stands: who takes part, what was played, and what is left, each pair once at either ground. */
export interface OpenSeason {
  /** By id. */
  readonly teams: readonly string[];
  readonly played: readonly PlayedMatch[];
  /** By the ids of home and away side. */
  readonly left: readonly { readonly home: string; readonly away: string }[];
}

/** `teams`: all who take part, in any order. Throws a `LeagueError` SEASON_UNKNOWN or SEASON_IRREGULAR. */
export function openSeason(teams: Iterable<string>, played: readonly PlayedMatch[]): OpenSeason {
  const sorted = [...new Set(teams)].sort();
  if (sorted.length < 2) throw new LeagueError("SEASON_UNKNOWN", "No result of this season is known.");
  const met = new Set<string>();
  const takesPart = new Set(sorted);
  for (const { home, away } of played) {
    const meeting = `${home}\n${away}`;
    if (home === away || met.has(meeting) || !takesPart.has(home) || !takesPart.has(away)) {
      throw new LeagueError("SEASON_IRREGULAR", `${home} and ${away} have met otherwise than once at either ground.`);
    }
    met.add(meeting);
  }
  const left = sorted.flatMap((home) =>
    sorted.filter((away) => away !== home && !met.has(`${home}\n${away}`)).map((away) => ({ home, away })),
  );
  return { teams: sorted, played, left };
}
