import type { Result } from "@touchline/schemas";
import type { SeasonGap } from "./source-report.ts";

interface Season {
  readonly competition: string;
  readonly season: string;
  /** Meetings by home and away side. */
  readonly pairs: Map<string, number>;
  readonly byTeam: Map<string, number>;
}

/** In a league that plays each other twice so few pairings repeat: a decider, a match told twice. More is another form of play. */
const repeatedShareMax = 0.02;
const shownTeams = 3;

/** Seasons of leagues, held against the double round robin that most leagues play. National teams' matches are left out. */
export class SeasonGaps {
  readonly #seasons = new Map<string, Season>();

  take({ competition, season, home, away }: Result): void {
    if (competition.startsWith("INT-")) return;
    const key = `${competition}\n${season}`;
    let known = this.#seasons.get(key);
    if (known === undefined) {
      known = { competition, season, pairs: new Map(), byTeam: new Map() };
      this.#seasons.set(key, known);
    }
    increase(known.pairs, `${home.id}\n${away.id}`);
    for (const { id } of [home, away]) increase(known.byTeam, id);
  }

  report(): SeasonGap[] {
    const last = new Map<string, string>();
    for (const { competition, season } of this.#seasons.values()) {
      if (season > (last.get(competition) ?? "")) last.set(competition, season);
    }
    return [...this.#seasons.values()]
      .flatMap((season) => gapOf(season, last.get(season.competition) === season.season) ?? [])
      .sort((a, b) => compare(a.competition, b.competition) || compare(a.season, b.season));
  }
}

/** Undefined where the season is whole, or no double round robin. */
function gapOf({ competition, season, pairs, byTeam }: Season, isLast: boolean): SeasonGap | undefined {
  const teams = byTeam.size;
  const expected = teams * (teams - 1);
  const matches = [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const repeated = [...pairs.values()].filter((count) => count > 1).length;
  if (repeated > repeatedShareMax * expected) return undefined;
  const ranked = [...byTeam].map(([team, played]) => ({ team, matches: played }));
  const tooMany = ranked.filter((each) => each.matches > 2 * (teams - 1));
  if (matches === expected && tooMany.length === 0 && repeated === 0) return undefined;
  const byFewest = [...ranked].sort((a, b) => a.matches - b.matches || compare(a.team, b.team));
  const fewest = matches < expected ? byFewest.slice(0, shownTeams) : [];
  return { competition, season, teams, matches, expected, isLast, fewest, tooMany };
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
