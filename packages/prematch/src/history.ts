import { Changes } from "./changes.ts";
import { coldStart } from "./cold-start.ts";
import { CompetitionRecord } from "./competition-record.ts";
import { tierOf } from "./ladders.ts";
import { Squads } from "./line-ups/squads.ts";
import { MatchList } from "./match-list.ts";
import { compareInTime, lastDayBefore, type Played } from "./played.ts";
import { Pool, poolOf } from "./pool.ts";
import { RefereeRecord } from "./referee-record.ts";
import { type FilterName, filterNames, filters, nationFilters } from "./strengths/filter-options.ts";
import { type Before, StrengthBank, type TeamStates } from "./strengths/strength-bank.ts";
import type { Expectation } from "./strengths/strength-filter.ts";
import { firstRatings, type RatingRules, rate, ratingColumns, ratingRules, ratingWidth } from "./team-ratings.ts";
import { TeamRecord } from "./team-record.ts";

/**
 * Everything that was played, folded in the order of time, and readable as of any past day. What is known of a team, a
 * competition or a referee changes match by match; each change is kept with the place of its match in that order. A result
 * that comes late or is corrected takes its place: what was folded from its day on is cut back and folded again, so the
 * outcome depends only on what is known, never on the order in which it became known.
 */
export class History {
  /** Which days have changed since a look-up, in results and in line-ups. */
  readonly changes = new Changes();
  /** Matches whose line-ups are known; put there beside their results. */
  readonly squads = new Squads((day) => this.changes.note(day));
  readonly #rules: RatingRules;
  readonly #byId = new Map<string, Played>();
  /** In order of time, up to `#folded` taken into account. */
  #played: Played[] = [];
  #folded = 0;
  /** Known, but not yet in its place. */
  #coming: Played[] = [];
  #gone = false;
  #redoFrom = Number.POSITIVE_INFINITY;
  readonly #teams = new Map<string, TeamRecord>();
  readonly #competitions = new Map<string, CompetitionRecord>();
  readonly #pools = new Map<string, Pool>();
  readonly #referees = new Map<string, RefereeRecord>();
  /** By the team whose id comes first, then by the other. */
  readonly #meetings = new Map<string, Map<string, MatchList>>();
  /** Clubs and nations never meet. They learn when they are asked, or ahead of it: it is half of what history costs. */
  readonly #strengths = {
    clubs: bankOf(filters),
    nations: bankOf(nationFilters),
  };
  readonly #home = new Float64Array(ratingWidth);
  readonly #away = new Float64Array(ratingWidth);

  constructor(rules: RatingRules = ratingRules) {
    this.#rules = rules;
  }

  /** Results known. */
  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Played | undefined {
    return this.#byId.get(id);
  }

  /** Adds a result, or replaces the one with its id. */
  put(match: Played): void {
    this.remove(match.id);
    this.#byId.set(match.id, match);
    this.#coming.push(match);
    this.#redoFrom = Math.min(this.#redoFrom, match.day);
    this.changes.note(match.day);
  }

  remove(id: string): void {
    const known = this.#byId.get(id);
    if (known === undefined) return;
    this.#byId.delete(id);
    this.#gone = true;
    this.#redoFrom = Math.min(this.#redoFrom, known.day);
    this.changes.note(known.day);
  }

  /** Matches that the next `settle` folds. */
  get unsettled(): number {
    if (this.#redoFrom === Number.POSITIVE_INFINITY) return this.#played.length - this.#folded;
    return this.#played.length + this.#coming.length - Math.min(this.#folded, this.#firstOf(this.#redoFrom));
  }

  /**
   * Takes into account what has come; at most about so many matches, always whole days. Returns whether there is more:
   * until there is not, nothing may be asked.
   */
  settle(atMost: number = Number.POSITIVE_INFINITY): boolean {
    this.#place();
    const until = this.#folded + atMost;
    while (this.#folded < this.#played.length && this.#folded < until) this.#foldDay();
    return this.#folded < this.#played.length;
  }

  /** Lets the strengths of clubs, which most look-ups need, learn from so many matches. Returns whether there are more. */
  learn(atMost: number): boolean {
    return this.#learn(this.#strengths.clubs, this.#folded, atMost);
  }

  /** Does so much of what other look-ups would wait for: a dozen takes some 10 ms. Returns whether there is more. */
  workAhead(atMost: number): boolean {
    for (const bank of [this.#strengths.clubs, this.#strengths.nations]) {
      if (bank.learnt < bank.places.length) {
        this.#learn(bank, this.#folded, atMost * matchesAFit);
        return true;
      }
    }
    for (const { strengths } of this.#pools.values()) if (strengths.workAhead(atMost)) return true;
    return false;
  }

  /** How many matches were played before a moment, by the rule of `lastDayBefore`: the place that look-ups go by. */
  placeAt(kickOff: number): number {
    if (this.unsettled > 0) throw new Error("history is not settled: call settle() before it is asked");
    return this.#firstOf(lastDayBefore(kickOff) + 1);
  }

  team(id: string): TeamRecord | undefined {
    return this.#teams.get(id);
  }

  competition(id: string): CompetitionRecord | undefined {
    return this.#competitions.get(id);
  }

  /** Ids of all competitions, in the order in which they began. */
  competitions(): readonly string[] {
    return [...this.#competitions.keys()];
  }

  /** Of the teams of a competition, with all that they are measured against. */
  pool(competition: string): Pool | undefined {
    return this.#pools.get(poolOf(competition));
  }

  referee(competition: string, name: string): RefereeRecord | undefined {
    return this.#referees.get(refereeKey(competition, name));
  }

  /** Matches of two teams against each other, whoever was at home. */
  meetings(team: string, other: string): MatchList | undefined {
    return team < other ? this.#meetings.get(team)?.get(other) : this.#meetings.get(other)?.get(team);
  }

  /**
   * Ratings of a team before a place; those that it would start with on that day in that competition, where it has not
   * played before.
   */
  ratingsBefore(place: number, day: number, teamId: string, competition: string, into: Float64Array): void {
    const ratings = this.#teams.get(teamId)?.ratings;
    const at = ratings?.indexBefore(place) ?? -1;
    if (ratings !== undefined && at >= 0) ratings.read(at, into);
    else this.#startOf(competition, place, day, into);
  }

  /** What the filters of strengths expect of a match of that day, in the order of `filterNames`. */
  strengthsBefore(place: number, day: number, fixture: Meeting): readonly Expectation[] {
    const bank = this.#bankOf(fixture.competition);
    this.#learn(bank, place);
    return bank.filters.expect(this.#before(place, day, fixture));
  }

  /** How strong a filter thinks both sides of a match of that day are. */
  sidesBefore(place: number, day: number, fixture: Meeting, filter: FilterName) {
    const bank = this.#bankOf(fixture.competition);
    this.#learn(bank, place);
    return bank.filters.sidesBefore(this.#before(place, day, fixture), filterNames.indexOf(filter));
  }

  /** What a filter of strengths thought of a team after each of its matches, in their order; undefined where it has played none. */
  strengthStates(teamId: string, filter: FilterName): TeamStates | undefined {
    const first = this.#teams.get(teamId)?.matches.match(0);
    if (first === undefined) return undefined;
    const bank = this.#bankOf(first.competition);
    this.#learn(bank, this.#folded);
    return bank.filters.statesOf(teamId, filterNames.indexOf(filter));
  }

  /** In order of time, from one place to another. */
  played(from = 0, to: number = this.#folded): readonly Played[] {
    return this.#played.slice(from, to);
  }

  #place(): void {
    if (this.#redoFrom === Number.POSITIVE_INFINITY) return;
    const from = this.#firstOf(this.#redoFrom);
    if (from < this.#folded) this.#cut(from);
    // sets, for what was taken out and put back is found both among what was there and what comes
    const coming = new Set(this.#coming.filter((match) => this.#byId.get(match.id) === match));
    const rest = this.#played.splice(from);
    const kept = this.#gone ? rest.filter((match) => this.#byId.get(match.id) === match && !coming.has(match)) : rest;
    const sorted = coming.size === 0 ? kept : [...kept, ...coming].sort(compareInTime);
    for (const match of sorted) this.#played.push(match);
    this.#coming = [];
    this.#gone = false;
    this.#redoFrom = Number.POSITIVE_INFINITY;
  }

  #cut(place: number): void {
    const meetings = [...this.#meetings.values()];
    for (const records of [this.#teams, this.#competitions, this.#pools, this.#referees, ...meetings] as const) {
      for (const [key, record] of records) {
        record.cut(place);
        if (record.isEmpty) records.delete(key);
      }
    }
    for (const bank of [this.#strengths.clubs, this.#strengths.nations]) {
      bank.filters.cut(place);
      while ((bank.places.at(-1) ?? -1) >= place) bank.places.pop();
      bank.learnt = Math.min(bank.learnt, bank.places.length);
    }
    this.#folded = place;
  }

  #foldDay(): void {
    const { day } = this.#played[this.#folded] as Played;
    const pools = new Set<Pool>();
    for (; this.#played[this.#folded]?.day === day; this.#folded++) {
      const match = this.#played[this.#folded] as Played;
      pools.add(this.#fold(match, this.#folded));
    }
    for (const pool of pools) pool.endDay(this.#folded - 1, day);
  }

  #fold(match: Played, place: number): Pool {
    const pool = this.#poolOf(match.competition);
    const home = this.#teamOf(match.home);
    const away = this.#teamOf(match.away);
    this.#current(home, match, place, this.#home);
    this.#current(away, match, place, this.#away);
    rate(match, this.#home, this.#away, this.#rules);
    this.#bankOf(match.competition).places.push(place);
    home.add(place, match, this.#home);
    away.add(place, match, this.#away);
    pool.add(place, match);
    this.#competitionOf(match.competition).add(place, match);
    this.#meetingsOf(match).add(place, match);
    if (match.referee !== null) this.#refereeOf(match.competition, match.referee).add(place, match);
    return pool;
  }

  /** The time before a place, as the filters of strengths ask about it. */
  #before(place: number, day: number, { competition, season, neutral, home, away }: Meeting): Before {
    const lastOf = (id: string) => {
      const matches = this.#teams.get(id)?.matches;
      const count = matches?.countBefore(place) ?? 0;
      return count === 0 ? undefined : matches?.match(count - 1);
    };
    const presentIn = (name: string) =>
      (this.pool(name)?.presentTeams(place, day) ?? []).filter(
        (id) => poolOf(lastOf(id)?.competition ?? "") === poolOf(name),
      );
    const pool = poolOf(competition);
    return { place, day, competition, pool, season, neutral, home, away, lastOf, presentIn };
  }

  /** From matches before a place that were not learnt from yet. Returns whether there are more of them. */
  #learn(bank: Bank, before: number, atMost = Number.POSITIVE_INFINITY): boolean {
    const isDue = () => (bank.places[bank.learnt] ?? Number.POSITIVE_INFINITY) < before;
    for (let left = atMost; left > 0 && isDue(); left--) {
      const place = bank.places[bank.learnt++] as number;
      const match = this.#played[place] as Played;
      bank.filters.add(match, this.#before(place, match.day, match));
    }
    return isDue();
  }

  #bankOf(competition: string): Bank {
    return poolOf(competition) === "nations" ? this.#strengths.nations : this.#strengths.clubs;
  }

  #current({ ratings }: TeamRecord, { competition, day }: Played, place: number, into: Float64Array): void {
    if (ratings.length > 0) ratings.read(ratings.length - 1, into);
    else this.#startOf(competition, place, day, into);
  }

  #startOf(competition: string, place: number, day: number, into: Float64Array): void {
    into.set(firstRatings(this.#rules.coldStart ? tierOf(competition) : 0));
    if (!this.#rules.coldStart) return;
    const pool = this.pool(competition);
    if (pool === undefined || !pool.isEstablished(day)) return;
    const present = pool.presentTeams(place, day).flatMap((teamId) => {
      const ratings = this.#teams.get(teamId)?.ratings;
      const at = ratings?.indexBefore(place) ?? -1;
      return ratings === undefined || at < 0 ? [] : [{ teamId, ratings, at }];
    });
    const { elo } = ratingColumns;
    present.sort((a, b) => a.ratings.value(a.at, elo) - b.ratings.value(b.at, elo) || (a.teamId < b.teamId ? -1 : 1));
    const weakest = present.slice(0, coldStart.weakest);
    if (weakest.length === 0) return;
    for (let column = 0; column < ratingWidth; column++) {
      let sum = 0;
      for (const { ratings, at } of weakest) sum += ratings.value(at, column);
      into[column] = sum / weakest.length;
    }
  }

  /** Place of the first match on a day or after it. */
  #firstOf(day: number): number {
    let low = 0;
    let high = this.#played.length;
    if (high === 0 || (this.#played[high - 1] as Played).day < day) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#played[middle] as Played).day < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #teamOf(id: string): TeamRecord {
    let team = this.#teams.get(id);
    if (team !== undefined) return team;
    team = new TeamRecord(id);
    this.#teams.set(id, team);
    return team;
  }

  #competitionOf(id: string): CompetitionRecord {
    let competition = this.#competitions.get(id);
    if (competition !== undefined) return competition;
    competition = new CompetitionRecord(id);
    this.#competitions.set(id, competition);
    return competition;
  }

  #meetingsOf({ home, away }: Played): MatchList {
    const [first, second] = home < away ? [home, away] : [away, home];
    let ofFirst = this.#meetings.get(first);
    if (ofFirst === undefined) {
      ofFirst = new Map();
      this.#meetings.set(first, ofFirst);
    }
    let meetings = ofFirst.get(second);
    if (meetings === undefined) {
      meetings = new MatchList();
      ofFirst.set(second, meetings);
    }
    return meetings;
  }

  #poolOf(competition: string): Pool {
    const name = poolOf(competition);
    let pool = this.#pools.get(name);
    if (pool !== undefined) return pool;
    pool = new Pool(name);
    this.#pools.set(name, pool);
    return pool;
  }

  #refereeOf(competition: string, name: string): RefereeRecord {
    const key = refereeKey(competition, name);
    let referee = this.#referees.get(key);
    if (referee !== undefined) return referee;
    referee = new RefereeRecord();
    this.#referees.set(key, referee);
    return referee;
  }
}

/** Filters, the places of the matches that they are to learn from, and how many of these they have learnt from. */
interface Bank {
  readonly filters: StrengthBank;
  readonly places: number[];
  learnt: number;
}

const bankOf = (options: typeof nationFilters): Bank => ({
  filters: new StrengthBank(filterNames.map((name) => options[name])),
  places: [],
  learnt: 0,
});

/** Matches to learn from that take as long as a fit of a pool. */
const matchesAFit = 40;

/** Who plays whom, where: as much of a match as strengths look at before it. */
type Meeting = Pick<Played, "competition" | "season" | "neutral" | "home" | "away">;

const refereeKey = (competition: string, name: string): string => `${competition}\n${name}`;
