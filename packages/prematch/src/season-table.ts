import type { MatchList } from "./match-list.ts";

export interface Standing {
  readonly team: string;
  played: number;
  points: number;
  goalsFor: number;
  goalsAgainst: number;
}

/** Orders by points, goal difference, goals scored, name. Leagues that go by head-to-head first are not told apart. */
export function compareStandings(a: Standing, b: Standing): number {
  return (
    b.points - a.points ||
    b.goalsFor - b.goalsAgainst - (a.goalsFor - a.goalsAgainst) ||
    b.goalsFor - a.goalsFor ||
    (a.team < b.team ? -1 : 1)
  );
}

/**
 * A season's table as of any place. It keeps the last one that it was asked for and goes on from there, so walking through
 * a season costs each match once.
 */
export class SeasonTable {
  #counted = 0;
  #standings = new Map<string, Standing>();
  #sorted: readonly Standing[] | undefined;

  /** Standings, the leader first, from the first `count` matches of a season. */
  after(matches: MatchList, count: number): readonly Standing[] {
    if (count < this.#counted) this.reset();
    if (count > this.#counted) this.#sorted = undefined;
    for (; this.#counted < count; this.#counted++) {
      const { home, away, homeGoals, awayGoals } = matches.match(this.#counted);
      this.#add(home, homeGoals, awayGoals);
      this.#add(away, awayGoals, homeGoals);
    }
    this.#sorted ??= [...this.#standings.values()].sort(compareStandings);
    return this.#sorted;
  }

  reset(): void {
    this.#counted = 0;
    this.#standings = new Map();
    this.#sorted = undefined;
  }

  #add(team: string, goalsFor: number, goalsAgainst: number): void {
    let standing = this.#standings.get(team);
    if (standing === undefined) {
      standing = { team, played: 0, points: 0, goalsFor: 0, goalsAgainst: 0 };
      this.#standings.set(team, standing);
    }
    standing.played++;
    standing.points += goalsFor > goalsAgainst ? 3 : goalsFor === goalsAgainst ? 1 : 0;
    standing.goalsFor += goalsFor;
    standing.goalsAgainst += goalsAgainst;
  }
}
