import { coldStart } from "./cold-start.ts";
import { CompetitionStrengths } from "./competition-strengths.ts";
import { MatchList } from "./match-list.ts";
import type { Played } from "./played.ts";
import { SeasonTable, type Standing } from "./season-table.ts";
import { Totals } from "./totals.ts";

interface Season {
  readonly name: string;
  readonly matches: MatchList;
  readonly table: SeasonTable;
}

/** A competition's matches, its averages, its seasons' tables and its sides' strengths, as of any past place. */
export class CompetitionRecord {
  readonly id: string;
  readonly matches = new MatchList();
  readonly totals = new Totals();
  readonly strengths = new CompetitionStrengths();
  /** In the order in which they began. */
  readonly #seasons: Season[] = [];

  constructor(id: string) {
    this.id = id;
  }

  get isEmpty(): boolean {
    return this.matches.length === 0;
  }

  add(place: number, match: Played): void {
    this.matches.add(place, match);
    this.totals.add(place, match);
    this.strengths.add(place, match);
    let season = this.#seasons.findLast(({ name }) => name === match.season);
    if (season === undefined) {
      season = { name: match.season, matches: new MatchList(), table: new SeasonTable() };
      this.#seasons.push(season);
    }
    season.matches.add(place, match);
  }

  endDay(place: number, day: number): void {
    this.strengths.endDay(place, day);
  }

  cut(place: number): void {
    this.matches.cut(place);
    this.totals.cut(place);
    this.strengths.cut(place);
    for (const { matches, table } of this.#seasons) {
      matches.cut(place);
      table.reset();
    }
    while (this.#seasons.at(-1)?.matches.length === 0) this.#seasons.pop();
  }

  /** Whether it had been played for most of a season on a day. */
  isEstablished(day: number): boolean {
    return this.matches.length > 0 && this.matches.match(0).day <= day - coldStart.establishedAfterDays;
  }

  /** Teams that played in it in the last year or so before a place. */
  presentTeams(place: number, day: number): string[] {
    const teams = new Set<string>();
    for (let i = this.matches.countBefore(place) - 1; i >= 0; i--) {
      const match = this.matches.match(i);
      if (match.day < day - coldStart.presentForDays) break;
      teams.add(match.home).add(match.away);
    }
    return [...teams];
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
