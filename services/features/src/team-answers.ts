import { StoreReadError } from "@touchline/platform";
import { type History, ratingColumns, type TeamStrength, teamFormAsOf } from "@touchline/prematch";
import type { Team } from "@touchline/schemas";
import type { TeamDirectory } from "./team-directory.ts";

const dayMs = 86_400_000;
/** Quantile of the normal distribution that 95 % lie below: 90 % lie within it on both sides. */
const z = 1.6449;
const intervalLevel = 0.9;
const recentMatches = 10;
const filter = "results";

export interface TeamsQuery {
  /** Part of a name, or one like it. */
  readonly name?: string | undefined;
  /** Id of the competition that it played in last. */
  readonly competition?: string | undefined;
  readonly limit: number;
}

/** Moments are ms since the epoch; a match counts by the noon of its day. */
export interface StrengthsQuery {
  /** A year before its last match if left out. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** After each match, or after the last of each month. */
  readonly every: "match" | "month";
}

/** Teams that results name: those whose name is like the one that is asked for, the likeliest first; else all, by name. */
export function teamsAnswer(history: History, teams: TeamDirectory, { name, competition, limit }: TeamsQuery) {
  const found = name === undefined ? [...teams.all()].sort(byName) : teams.like(name, teams.size);
  const shown: object[] = [];
  for (const team of found) {
    if (shown.length >= limit) break;
    const matches = history.team(team.id)?.matches;
    const last = matches?.match(matches.length - 1);
    if (last === undefined || (competition !== undefined && last.competition !== competition)) continue;
    shown.push({ ...team, competition: last.competition, lastPlayed: noonOf(last.day), matches: matches?.length });
  }
  return { teams: shown };
}

/**
 * How strong a team was thought to be after its matches: attack and defence by the filter of results with 90 % of what they may be, Elo and
 * pi ratings beside them; its form, and its last matches. Throws a `StoreReadError` TEAM_UNKNOWN.
 */
export function teamAnswer(history: History, teams: TeamDirectory, text: string, query: StrengthsQuery) {
  const team = teamNamed(teams, text);
  const record = history.team(team.id);
  const states = history.strengthStates(team.id, filter);
  if (record === undefined || states === undefined) throw unknown(text, []);
  const { matches, ratings } = record;
  const last = matches.match(matches.length - 1);
  const from = query.from ?? noonOf(last.day - 365);
  const to = query.to ?? Number.POSITIVE_INFINITY;
  const strengths: object[] = [];
  for (let i = 0; i < states.length; i++) {
    const match = matches.match(i);
    const at = noonOf(match.day);
    if (at < from || at > to) continue;
    const next = i + 1 < states.length ? matches.match(i + 1) : undefined;
    const isLastOfMonth = next === undefined || noonOf(next.day) > to || monthOf(next.day) !== monthOf(match.day);
    if (query.every === "month" && !isLastOfMonth) continue;
    strengths.push({
      at,
      competition: match.competition,
      season: match.season,
      ...intervals(states.at(i)),
      elo: ratings.value(i, ratingColumns.elo),
      pi: { home: ratings.value(i, ratingColumns.piHome), away: ratings.value(i, ratingColumns.piAway) },
    });
  }
  const named = (id: string): Team => teams.get(id) ?? { id, name: id };
  const firstRecent = Math.max(0, matches.length - recentMatches);
  return {
    team,
    competition: last.competition,
    season: last.season,
    matches: matches.length,
    filter,
    intervalLevel,
    strengths,
    form: teamFormAsOf(history, team.id, noonOf(last.day + 2)).windows,
    recent: Array.from({ length: matches.length - firstRecent }, (_, i) => {
      const { id, day, competition, season, home, away, neutral, homeGoals, awayGoals } = matches.match(
        firstRecent + i,
      );
      const score = { home: homeGoals, away: awayGoals };
      return { id, at: noonOf(day), competition, season, home: named(home), away: named(away), neutral, score };
    }).reverse(),
  };
}

function teamNamed(teams: TeamDirectory, text: string): Team {
  const found = teams.find(text);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw unknown(text, found.length > 1 ? found : teams.like(text, 5));
}

function unknown(text: string, candidates: readonly Team[]): StoreReadError {
  const meant = candidates.map(({ id }) => id).join(", ");
  return new StoreReadError(
    "TEAM_UNKNOWN",
    `"${text}": ${meant === "" ? "no team is called so: search in /v1/teams" : `say which is meant by its id: ${meant}`}`,
  );
}

function intervals({ attack, attackVariance, defence, defenceVariance }: TeamStrength) {
  const about = (value: number, variance: number) => {
    const off = z * Math.sqrt(variance);
    return { value, low: value - off, high: value + off };
  };
  return { attack: about(attack, attackVariance), defence: about(defence, defenceVariance) };
}

const noonOf = (day: number): number => day * dayMs + dayMs / 2;
const monthOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 7);

function byName(a: Team, b: Team): number {
  return a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1;
}
