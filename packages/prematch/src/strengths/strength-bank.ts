import { impliedRates } from "@touchline/odds";
import { ladderStep } from "../ladders.ts";
import type { Played } from "../played.ts";
import { Series } from "../series.ts";
import type { FilterOptions } from "./filter-options.ts";
import {
  type Arrival,
  allWidth,
  type Expectation,
  leagueWidth,
  type MatchStates,
  type Present,
  StrengthFilter,
  team,
  teamWidth,
} from "./strength-filter.ts";

/** What is asked of history about the time before a match. */
export interface Before {
  /** Matches of history before it. */
  readonly place: number;
  readonly day: number;
  readonly competition: string;
  /** Its teams share a level of scoring and a home advantage. */
  readonly pool: string;
  readonly season: string;
  /** True where nobody is at home. */
  readonly neutral: boolean;
  readonly home: string;
  readonly away: string;
  /** A team's last match before. */
  lastOf(team: string): Played | undefined;
  /** Teams whose last match before, of the last year or so, was in the pool of a competition. */
  presentIn(competition: string): readonly string[];
}

/** How strong a team is thought to be: logarithms of factors on goals beside its league's level; the more the better, both of them. */
export interface TeamStrength {
  readonly attack: number;
  readonly defence: number;
  /** Of not knowing them exactly. */
  readonly attackVariance: number;
  readonly covariance: number;
  readonly defenceVariance: number;
}

/** A team's strengths, one entry a match. */
export interface TeamStates {
  readonly length: number;
  /** Index of the last entry before a place; -1 where there is none. */
  indexBefore(place: number): number;
  at(index: number): TeamStrength;
}

/** A team back after so many days is a newcomer. */
export const absentDays = 700;

/**
 * Filters that look at the same matches, each with its own states. All states are kept, match by match, so that they can be asked as of
 * any past place and cut back to it.
 */
export class StrengthBank {
  readonly #filters: readonly StrengthFilter[];
  /** Rows hold the states of all filters, one after the other. */
  readonly #teams = new Map<string, Series>();
  /** With the day of the state in a last column. */
  readonly #leagues = new Map<string, Series>();
  readonly #all: Series;
  readonly #home: Float64Array;
  readonly #away: Float64Array;
  readonly #league: Float64Array;
  readonly #shared: Float64Array;
  /** Views of those rows, a filter each. */
  readonly #states: readonly MatchStates[];

  constructor(options: readonly FilterOptions[]) {
    this.#filters = options.map((each) => new StrengthFilter(each));
    const count = options.length;
    this.#all = new Series(count * allWidth + 1);
    this.#home = new Float64Array(count * teamWidth);
    this.#away = new Float64Array(count * teamWidth);
    this.#league = new Float64Array(count * leagueWidth + 1);
    this.#shared = new Float64Array(count * allWidth + 1);
    this.#states = options.map((_, i) => ({
      home: viewOf(this.#home, i, teamWidth),
      away: viewOf(this.#away, i, teamWidth),
      league: viewOf(this.#league, i, leagueWidth),
      all: viewOf(this.#shared, i, allWidth),
      venue: 0,
    }));
  }

  /** What each filter expects of a match, from what was folded of the time before it. */
  expect(before: Before): readonly Expectation[] {
    this.#prepare(before);
    return this.#filters.map((filter, i) => filter.expect(this.#statesOf(i)));
  }

  /** Learns from a match; it must be the next in order. */
  add(match: Played, before: Before): void {
    this.#prepare(before);
    const market = match.closing && impliedRates(match.closing);
    for (let i = 0; i < this.#filters.length; i++) this.#filterOf(i).learn(match, this.#statesOf(i), market);
    const { place } = before;
    seriesOf(this.#teams, match.home, this.#home.length).append(place, this.#home);
    seriesOf(this.#teams, match.away, this.#away.length).append(place, this.#away);
    keepOfDay(seriesOf(this.#leagues, before.pool, this.#league.length), place, this.#league);
    keepOfDay(this.#all, place, this.#shared);
  }

  /** How strong a filter thinks both sides of a match are, from what was folded of the time before it. */
  sidesBefore(before: Before, filter: number): readonly [home: TeamStrength, away: TeamStrength] {
    this.#prepare(before);
    const { home, away } = this.#statesOf(filter);
    return [strengthIn(home), strengthIn(away)];
  }

  /** What a filter thought of a team after each match that was learnt from, in order. */
  statesOf(teamId: string, filter: number): TeamStates | undefined {
    const series = this.#teams.get(teamId);
    if (series === undefined) return undefined;
    const first = filter * teamWidth;
    return {
      length: series.length,
      indexBefore: (place) => series.indexBefore(place),
      at: (index) => ({
        attack: series.value(index, first + team.attack),
        defence: series.value(index, first + team.defence),
        attackVariance: series.value(index, first + team.aa),
        covariance: series.value(index, first + team.ad),
        defenceVariance: series.value(index, first + team.dd),
      }),
    };
  }

  cut(place: number): void {
    for (const series of [this.#teams, this.#leagues]) {
      for (const [key, each] of series) {
        each.cut(place);
        if (each.length === 0) series.delete(key);
      }
    }
    this.#all.cut(place);
  }

  #filterOf(index: number): StrengthFilter {
    return this.#filters[index] as StrengthFilter;
  }

  #statesOf(filter: number): MatchStates {
    return this.#states[filter] as MatchStates;
  }

  /** Brings the states of both sides, their league and all leagues to the day of a match. */
  #prepare(before: Before): void {
    const { place, day, pool } = before;
    const knowsAll = readBefore(this.#all, place, this.#shared);
    const knowsLeague = readBefore(this.#leagues.get(pool), place, this.#league);
    const weeksOfAll = weeksTo(this.#shared, day);
    const weeksOfLeague = weeksTo(this.#league, day);
    for (let i = 0; i < this.#filters.length; i++) {
      const filter = this.#filterOf(i);
      const states = this.#statesOf(i);
      states.venue = before.neutral ? 0 : 1;
      if (knowsAll) filter.driftAll(states.all, weeksOfAll);
      else filter.startAll(states.all);
      if (knowsLeague) filter.driftLeague(states.league, weeksOfLeague);
      else filter.startLeague(states.league);
    }
    this.#shared[this.#shared.length - 1] = day;
    this.#league[this.#league.length - 1] = day;
    this.#enter(before, "home", this.#home);
    this.#enter(before, "away", this.#away);
  }

  /** A team's states as they go into a match: drifted since its last, or of a newcomer, or of one that went up or down. */
  #enter(before: Before, side: "home" | "away", row: Float64Array): void {
    const id = before[side];
    const last = before.lastOf(id);
    if (
      last === undefined ||
      before.day - last.day > absentDays ||
      !readBefore(this.#teams.get(id), before.place, row)
    ) {
      const present = this.#present(before, before.competition, id);
      this.#filters.forEach((filter, i) => {
        filter.startTeam(this.#statesOf(i)[side], present(i));
      });
      return;
    }
    const arrival = arrivalOf(last, before);
    if (arrival.step === 0) {
      for (let i = 0; i < this.#filters.length; i++) this.#filterOf(i).driftTeam(this.#statesOf(i)[side], arrival);
      return;
    }
    const to = this.#present(before, before.competition, id);
    const from = this.#present(before, last.competition, "");
    this.#filters.forEach((filter, i) => {
      filter.moveTeam(this.#statesOf(i)[side], arrival.step, from(i), to(i));
    });
  }

  /** Strengths of those who are present in a league, by filter. */
  #present(before: Before, competition: string, without: string): (filter: number) => Present {
    const found: { readonly series: Series; readonly index: number }[] = [];
    for (const id of before.presentIn(competition)) {
      const series = id === without ? undefined : this.#teams.get(id);
      const index = series?.indexBefore(before.place) ?? -1;
      if (series !== undefined && index >= 0) found.push({ series, index });
    }
    return (filter) => {
      const first = filter * teamWidth;
      return found.map(({ series, index }) => ({
        attack: series.value(index, first + team.attack),
        defence: series.value(index, first + team.defence),
      }));
    };
  }
}

function strengthIn(row: Float64Array): TeamStrength {
  return {
    attack: row[team.attack] as number,
    defence: row[team.defence] as number,
    attackVariance: row[team.aa] as number,
    covariance: row[team.ad] as number,
    defenceVariance: row[team.dd] as number,
  };
}

function arrivalOf(last: Played, { day, competition, season }: Before): Arrival {
  const step = ladderStep(last.competition, competition);
  return { days: day - last.day, seasons: seasonsBetween(last.season, season), step };
}

/** Seasons are named by the year that they begin in, as in 2017/18. */
function seasonsBetween(season: string, later: string): number {
  if (season === later) return 0;
  const apart = Number.parseInt(later, 10) - Number.parseInt(season, 10);
  return Number.isFinite(apart) ? Math.max(1, apart) : 1;
}

function viewOf(row: Float64Array, filter: number, width: number): Float64Array {
  return row.subarray(filter * width, (filter + 1) * width);
}

function weeksTo(row: Float64Array, day: number): number {
  return Math.max(0, day - (row[row.length - 1] as number)) / 7;
}

/** Nobody asks as of a moment within a day, so the state at its end is enough. The day is in the last column. */
function keepOfDay(series: Series, place: number, row: Float64Array): void {
  const column = row.length - 1;
  const isSameDay = series.length > 0 && series.value(series.length - 1, column) === row[column];
  if (isSameDay) series.replaceLast(place, row);
  else series.append(place, row);
}

function readBefore(series: Series | undefined, place: number, into: Float64Array): boolean {
  const index = series?.indexBefore(place) ?? -1;
  if (series === undefined || index < 0) return false;
  series.read(index, into);
  return true;
}

function seriesOf(series: Map<string, Series>, key: string, width: number): Series {
  let found = series.get(key);
  if (found === undefined) {
    found = new Series(width);
    series.set(key, found);
  }
  return found;
}
