import type { Counts, PerSide } from "@touchline/schemas";
import type { Played } from "../played.ts";
import type { FilterOptions, Spread } from "./filter-options.ts";

/** What strengths expect of a match. */
export interface Expectation {
  /** Goals of each side over 90 minutes. */
  readonly home: number;
  readonly away: number;
  /** Variance of log(home / away) that comes from not knowing the strengths exactly. */
  readonly variance: number;
}

/** How a team comes to a match. */
export interface Arrival {
  /** Since its last match. */
  readonly days: number;
  /** Seasons that began since. */
  readonly seasons: number;
  /** Divisions that it went up since, below 0 for down. */
  readonly step: number;
}

/** Strengths of teams of a league, as they were after their last match. */
export type Present = readonly { readonly attack: number; readonly defence: number }[];

/** States that meet in a match, each a row of the columns below; a filter changes them in place. */
export interface MatchStates {
  readonly home: Float64Array;
  readonly away: Float64Array;
  readonly league: Float64Array;
  readonly all: Float64Array;
  /** 0 on neutral ground, else 1. */
  venue: number;
}

/** Columns of a team's state: strengths with their covariance, what it is worth to be at home there and its variance. */
export const team = { attack: 0, defence: 1, aa: 2, ad: 3, dd: 4, home: 5, homeVariance: 6 } as const;
export const teamWidth = 7;
/** Columns of a league's: log goals a side, home advantage, their variances, running means of goals and of raw chances. */
export const league = { level: 0, home: 1, levelVariance: 2, homeVariance: 3, goals: 4, chances: 5 } as const;
export const leagueWidth = 6;
/** Columns of what all leagues share: departure of home advantage from its start, and its variance. */
export const all = { home: 0, homeVariance: 1 } as const;
export const allWidth = 2;

/** What filters start from that their options do not tell. */
export const filterStart = {
  level: Math.log(1.15),
  levelVariance: 0.02,
  /** Home advantage, log of the ratio of goals. */
  home: 0.25,
  /** Mean goals of a match that running means start from, and the weight of a match in them. */
  goals: 2.7,
  meanWeight: 0.004,
  /** Corners of a side where nobody told them. */
  corners: 5,
  /** Fewer teams say nothing about where a newcomer stands. */
  leastPresent: 8,
  /** A pause counts as so many days at most; from one season to the next `seasonal` stands for the rest. */
  pauseMaxDays: 60,
  logRateMax: 2,
} as const;

const at = (row: Float64Array, column: number): number => row[column] as number;

/**
 * Attack and defence of teams as Gaussian states that drift, learnt match by match: an extended Kalman filter on the log of
 * expected goals, log λ = level ± home / 2 + attack − the other's defence, each team with its own 2 × 2 covariance (those between
 * teams are dropped). Filter: Kalman (1960); an observation's variance is `noise` times its expectation, linearised as for
 * Poisson counts in Fahrmeir (1992). It keeps no state itself.
 */
export class StrengthFilter {
  readonly #options: FilterOptions;

  constructor(options: FilterOptions) {
    this.#options = options;
  }

  startAll(row: Float64Array): void {
    row.set([0, this.#options.home.everywhere.start]);
  }

  startLeague(row: Float64Array): void {
    const { level, home, levelVariance, goals } = filterStart;
    row.set([level, home, levelVariance, this.#options.home.league.start, goals, goals]);
  }

  /** A newcomer stands with the weakest of a league. */
  startTeam(row: Float64Array, present: Present): void {
    row.fill(0);
    if (present.length >= filterStart.leastPresent) {
      const sorted = present.toSorted((x, y) => x.attack + x.defence - y.attack - y.defence);
      const weakest = sorted.slice(0, Math.max(3, Math.round(sorted.length * this.#options.weakest)));
      row[team.attack] = meanOf(weakest, "attack");
      row[team.defence] = meanOf(weakest, "defence");
    }
    setSpread(row, this.#options.start);
    row[team.homeVariance] = this.#options.home.team;
  }

  /** A team that comes from another division: with a share of its lead over the one, less or more than the mean of the other. */
  moveTeam(row: Float64Array, step: number, from: Present, to: Present): void {
    const { moved } = this.#options;
    if (to.length >= filterStart.leastPresent) {
      const off = step > 0 ? -moved.up : moved.down;
      for (const column of ["attack", "defence"] as const) {
        const lead = at(row, team[column]) - meanOf(from, column);
        row[team[column]] = meanOf(to, column) + off + moved.carry * lead;
      }
    }
    setSpread(row, moved);
  }

  driftTeam(row: Float64Array, { days, seasons }: Arrival): void {
    addSpread(row, this.#options.weekly, Math.min(filterStart.pauseMaxDays, days) / 7);
    if (seasons > 0) addSpread(row, this.#options.seasonal, seasons);
  }

  driftLeague(row: Float64Array, weeks: number): void {
    row[league.levelVariance] = at(row, league.levelVariance) + this.#options.levelWeekly * weeks;
    row[league.homeVariance] = at(row, league.homeVariance) + this.#options.home.league.weekly * weeks;
  }

  driftAll(row: Float64Array, weeks: number): void {
    row[all.homeVariance] = at(row, all.homeVariance) + this.#options.home.everywhere.weekly * weeks;
  }

  expect(states: MatchStates): Expectation {
    const { home: h, away: a } = states;
    const variance = at(h, team.aa) + at(h, team.dd) + at(a, team.aa) + at(a, team.dd);
    return {
      home: expected(states, h, a, states.venue / 2),
      away: expected(states, a, h, -states.venue / 2),
      variance: variance + 2 * (at(h, team.ad) + at(a, team.ad)),
    };
  }

  learn(match: Played, states: MatchStates, market: PerSide | null): void {
    if (this.#options.marketNoise !== null && market !== null)
      this.#learnMarket(market, states, this.#options.marketNoise);
    const seen = this.#seen(match, states.league);
    const { home, away, venue } = states;
    this.#learnSide(states, home, away, venue / 2, seen.home, seen.noise);
    this.#learnSide(states, away, home, -venue / 2, seen.away, seen.noise);
  }

  /** Odds as two observations: of each side's log rate. */
  #learnMarket(market: PerSide, states: MatchStates, noise: number): void {
    const { home, away, venue } = states;
    const log = (goals: number, attacker: Float64Array, defender: Float64Array, sign: number) =>
      Math.log(goals / expected(states, attacker, defender, sign));
    update(states, home, away, venue / 2, log(market.home, home, away, venue / 2), noise);
    update(states, away, home, -venue / 2, log(market.away, away, home, -venue / 2), noise);
  }

  /** One observation of an attack against a defence: goals' worth, and its variance to its expectation. */
  #learnSide(
    states: MatchStates,
    attacker: Float64Array,
    defender: Float64Array,
    sign: number,
    seen: number,
    noise: number,
  ) {
    const goals = expected(states, attacker, defender, sign);
    update(states, attacker, defender, sign, (seen - goals) / goals, noise / goals);
  }

  /** What both sides did, in goals; from goals alone where shots were not told. */
  #seen(match: Played, row: Float64Array): { home: number; away: number; noise: number } {
    const { chances, noise } = this.#options;
    const [h, a] = [match.homeCounts, match.awayCounts];
    const red = chances.redCards * ((h.redCards ?? 0) - (a.redCards ?? 0));
    const goals = { home: match.homeGoals + red, away: match.awayGoals - red, noise: noise.goals };
    if (chances.goals === 1) return goals;
    const home = this.#chances(match.homeGoals, h);
    const away = this.#chances(match.awayGoals, a);
    if (home === null || away === null) return goals;
    const scale = at(row, league.goals) / at(row, league.chances);
    drift(row, league.goals, match.homeGoals + match.awayGoals);
    drift(row, league.chances, home + away);
    return { home: home * scale + red, away: away * scale - red, noise: noise.chances };
  }

  #chances(goals: number, { shots, shotsOnTarget, corners }: Counts): number | null {
    const { chances } = this.#options;
    if (shots === null || shotsOnTarget === null) return null;
    return (
      chances.goals * goals +
      chances.shotsOnTarget * shotsOnTarget +
      chances.otherShots * Math.max(0, shots - shotsOnTarget) +
      chances.corners * (corners ?? filterStart.corners)
    );
  }
}

/** Goals expected of a side. `sign`: 1/2 for the one at home, −1/2 for the other, 0 on neutral ground. */
function expected(
  { home, league: lg, all: shared }: MatchStates,
  attacker: Float64Array,
  defender: Float64Array,
  sign: number,
) {
  const venue = at(home, team.home) + at(lg, league.home) + at(shared, all.home);
  const rate = at(lg, league.level) + sign * venue + at(attacker, team.attack) - at(defender, team.defence);
  return Math.exp(Math.min(filterStart.logRateMax, rate));
}

/** Kalman's update by one observation of a log rate: how far off it was, and its variance. */
function update(
  { home, league: lg, all: shared }: MatchStates,
  attacker: Float64Array,
  defender: Float64Array,
  sign: number,
  error: number,
  variance: number,
): void {
  const homeVariance = at(lg, league.homeVariance) + at(shared, all.homeVariance) + at(home, team.homeVariance);
  const teams = at(attacker, team.aa) + at(defender, team.dd);
  const total = teams + at(lg, league.levelVariance) + sign * sign * homeVariance + variance;
  const gain = error / total;
  shift(attacker, at(attacker, team.aa), at(attacker, team.ad), gain, total);
  shift(defender, -at(defender, team.ad), -at(defender, team.dd), gain, total);
  learnOne(lg, league.level, league.levelVariance, 1, gain, total);
  learnOne(lg, league.home, league.homeVariance, sign, gain, total);
  learnOne(shared, all.home, all.homeVariance, sign, gain, total);
  learnOne(home, team.home, team.homeVariance, sign, gain, total);
}

/** Moves a team's strengths by their covariance with the observation, and takes from their own what was learnt. */
function shift(row: Float64Array, attack: number, defence: number, gain: number, total: number): void {
  row[team.attack] = at(row, team.attack) + attack * gain;
  row[team.defence] = at(row, team.defence) + defence * gain;
  row[team.aa] = at(row, team.aa) - (attack * attack) / total;
  row[team.ad] = at(row, team.ad) - (attack * defence) / total;
  row[team.dd] = at(row, team.dd) - (defence * defence) / total;
}

function learnOne(
  row: Float64Array,
  column: number,
  varianceColumn: number,
  factor: number,
  gain: number,
  total: number,
): void {
  const variance = at(row, varianceColumn);
  row[column] = at(row, column) + factor * variance * gain;
  row[varianceColumn] = variance - (factor * factor * variance * variance) / total;
}

function drift(row: Float64Array, column: number, value: number): void {
  row[column] = at(row, column) + filterStart.meanWeight * (value - at(row, column));
}

function setSpread(row: Float64Array, spread: Spread): void {
  row.fill(0, team.aa, team.dd + 1);
  addSpread(row, spread, 1);
}

function addSpread(row: Float64Array, { strength, style }: Spread, times: number): void {
  const own = ((strength + style) / 2) * times;
  row[team.aa] = at(row, team.aa) + own;
  row[team.dd] = at(row, team.dd) + own;
  row[team.ad] = at(row, team.ad) + ((strength - style) / 2) * times;
}

function meanOf(states: Present, column: "attack" | "defence"): number {
  let sum = 0;
  for (const state of states) sum += state[column];
  return states.length === 0 ? 0 : sum / states.length;
}
