import type { History } from "./history.ts";
import { dayMs, dayOf, lastDayBefore, type Played } from "./played.ts";
import type { TeamStrength } from "./strengths/strength-bank.ts";

/** A season of a league as of a moment. */
export interface SeasonSoFar {
  readonly season: string;
  /** Moment that matches that are left can be asked about as of, ms since the epoch: no match of its day or later counts. */
  readonly at: number;
  /** Ids of all who take part, also of those whose first match was not played yet, if it is known who they are. */
  readonly teams: readonly string[];
  /** In order of time. */
  readonly played: readonly Played[];
  /** How strong each team is thought to be by the filter of results, in the order of `teams`. */
  readonly strengths: readonly TeamStrength[];
}

/** Moment after all of history. */
const end = 8.64e15;

/**
 * A season as of a moment (ms since the epoch), or of all results that are known; the last one that had begun where none is named. Undefined where no result of it is
 * known at all.
 */
export function seasonSoFar(
  history: History,
  competition: string,
  { season: named, asOf }: { readonly season?: string | undefined; readonly asOf?: number | undefined } = {},
): SeasonSoFar | undefined {
  const record = history.competition(competition);
  const place = history.placeAt(asOf ?? end);
  const season = named ?? record?.lastMatch(place)?.season;
  const matches = season === undefined ? undefined : record?.matchesOf(season);
  if (season === undefined || matches === undefined || matches.length === 0) return undefined;
  const all = Array.from({ length: matches.length }, (_, i) => matches.match(i));
  const teams = [...new Set(all.flatMap(({ home, away }) => [home, away]))].sort();
  const lastDay = history.played(place - 1, place)[0]?.day ?? 0;
  const at = asOf ?? (lastDay + 1) * dayMs + dayMs / 2;
  const day = asOf === undefined ? dayOf(at) : lastDayBefore(at) + 1;
  const strengths = teams.flatMap((home, i) => {
    if (i % 2 === 1) return [];
    const away = teams[i + 1] ?? (teams[0] as string);
    const sides = history.sidesBefore(place, day, { competition, season, neutral: false, home, away }, "results");
    return i + 1 < teams.length ? sides : [sides[0]];
  });
  return { season, at, teams, played: all.slice(0, matches.countBefore(place)), strengths };
}
