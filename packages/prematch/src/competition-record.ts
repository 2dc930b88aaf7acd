import { MatchList } from "./match-list.ts";
import type { Played } from "./played.ts";
import { SeasonTable, type Standing } from "./season-table.ts";
import { Totals } from "./totals.ts";

interface Season {
  readonly name: string;
  readonly matches: MatchList;
  readonly table: SeasonTable;
}

/** A competition's averages and its seasons' tables, as of any past place. */
export class CompetitionRecord {
  readonly id: string;
  readonly totals = new Totals();
  /** In the order in which they began. */
  readonly #seasons: Season[] = [];

  constructor(id: string) {
    this.id = id;
  }

  get isEmpty(): boolean {
    return this.totals.isEmpty;
  }

  add(place: number, match: Played): void {
    this.totals.add(place, match);
    let season = this.#seasons.findLast(({ name }) => name === match.season);
    if (season === undefined) {
      season = { name: match.season, matches: new MatchList(), table: new SeasonTable() };
      this.#seasons.push(season);
    }
    season.matches.add(place, match);
  }

  cut(place: number): void {
    this.totals.cut(place);
    for (const { matches, table } of this.#seasons) {
      matches.cut(place);
      table.reset();
    }
    while (this.#seasons.at(-1)?.matches.length === 0) this.#seasons.pop();
  }

  /** All matches of a season, in order of time. */
  matchesOf(season: string): MatchList | undefined {
    return this.#seasons.findLast(({ name }) => name === season)?.matches;
  }

  /** The last match before a place. */
  lastMatch(place: number): Played | undefined {
    for (const { matches } of this.#seasons.toReversed()) {
      const count = matches.countBefore(place);
      if (count > 0) return matches.match(count - 1);
    }
    return undefined;
  }

  /** Standings of a season before a place, the leader first. */
  standings(season: string, place: number): readonly Standing[] {
    const found = this.#seasons.findLast(({ name }) => name === season);
    return found === undefined ? [] : found.table.after(found.matches, found.matches.countBefore(place));
  }

  /** Teams and matches a team of the last season that was over before this one, as of a place; undefined for the first. */
  lastSeason(season: string, place: number): { readonly teams: number; readonly matchesEach: number } | undefined {
    const index = this.#seasons.findLastIndex(({ name }) => name === season);
    for (let at = (index < 0 ? this.#seasons.length : index) - 1; at >= 0; at--) {
      const { matches, table } = this.#seasons[at] as Season;
      const count = matches.countBefore(place);
      if (count === 0) continue;
      const teams = table.after(matches, count).length;
      return { teams, matchesEach: Math.round((2 * count) / teams) };
    }
    return undefined;
  }
}
