import type { Played } from "./played.ts";
import { Meetings } from "./ratings/meetings.ts";
import { decay, evenStrengths, fitPoisson, type GoalLevel, type SideStrength } from "./ratings/poisson-strengths.ts";
import { Series } from "./series.ts";

export const strengthOptions = {
  /** Decay of a match's weight a day. */
  xi: 0.0019,
  /** Older matches are left out, days. */
  windowDays: 1_100,
  priorGoals: 6,
  tolerance: 1e-7,
  maxSweeps: 60,
  /** Prior mean of a side without a match in the first half of the window: it has come up. */
  newcomerAttack: 0.85,
  newcomerDefence: 1.15,
} as const;

export const newcomer: SideStrength = {
  attack: strengthOptions.newcomerAttack,
  defence: strengthOptions.newcomerDefence,
};

/** Weight of a match by its age in days. */
const weightAt = Float64Array.from({ length: strengthOptions.windowDays + 1 }, (_, days) =>
  decay(days, strengthOptions.xi),
);

/**
 * Attack and defence of a pool's sides by the time-decayed Poisson model, fitted anew at the end of a match day
 * where the last fit is `everyDays` old, from results alone: each fit begins at the last one. Fits are made when they are asked
 * for, with those before them: most of what history costs is here, and a look-up needs one pool.
 */
export class PoolStrengths {
  /** Columns: day of the fit, goals of an average side away, factor of home ground. */
  readonly #fits = new Series(3);
  /** By side, columns: attack, defence. A side keeps its index for good. */
  readonly #sides: Series[] = [];
  readonly #indices = new Map<string, number>();
  readonly #rows: Row[] = [];
  readonly #places: number[] = [];
  /** Days after which a fit is due, those made first. */
  readonly #due: Due[] = [];
  readonly #everyDays: number;

  constructor(everyDays: number) {
    this.#everyDays = everyDays;
  }

  /** Level before a place; undefined before the first fit. */
  before(place: number): GoalLevel | undefined {
    this.#fitBefore(place);
    const at = this.#fits.indexBefore(place);
    return at < 0 ? undefined : { base: this.#fits.value(at, 1), homeAdvantage: this.#fits.value(at, 2) };
  }

  /** A side's before a place; a newcomer's where it was not in the last fit, for one that is back after years is one too. */
  side(place: number, team: string): SideStrength {
    this.#fitBefore(place);
    const index = this.#indices.get(team);
    const series = index === undefined ? undefined : this.#sides[index];
    const at = series?.indexBefore(place) ?? -1;
    if (series === undefined || at < 0 || series.place(at) !== this.#fits.place(this.#fits.indexBefore(place))) {
      return newcomer;
    }
    return { attack: series.value(at, 0), defence: series.value(at, 1) };
  }

  add(place: number, { day, home, away, homeGoals, awayGoals, neutral }: Played): void {
    this.#places.push(place);
    this.#rows.push({ day, home: this.#indexOf(home), away: this.#indexOf(away), homeGoals, awayGoals, neutral });
  }

  /** All matches of the day have been added. */
  endDay(place: number, day: number): void {
    const last = this.#due.at(-1);
    if (last !== undefined && day - last.day < this.#everyDays) return;
    this.#due.push({ place, day, rows: this.#rows.length });
  }

  /** Makes so many of the fits that are due. Returns whether there are more. */
  workAhead(atMost: number): boolean {
    const until = Math.min(this.#due.length, this.#fits.length + atMost);
    while (this.#fits.length < until) this.#fit(this.#due[this.#fits.length] as Due);
    return until < this.#due.length;
  }

  cut(place: number): void {
    this.#fits.cut(place);
    for (const series of this.#sides) series.cut(place);
    while ((this.#due.at(-1)?.place ?? -1) >= place) this.#due.pop();
    while ((this.#places.at(-1) ?? -1) >= place) {
      this.#places.pop();
      this.#rows.pop();
    }
  }

  #fitBefore(place: number): void {
    for (let due = this.#due[this.#fits.length]; due !== undefined; due = this.#due[this.#fits.length]) {
      if (due.place >= place) return;
      this.#fit(due);
    }
  }

  #fit({ place, day, rows }: Due): void {
    const { matches, sides, isKnown } = this.#collect(day, rows);
    const strengths = this.#start(sides, this.#fits.length - 1);
    const { newcomerAttack, newcomerDefence, ...fit } = strengthOptions;
    fitPoisson(matches, strengths, {
      ...fit,
      priorAttack: Float64Array.from(isKnown, (known) => (known === 1 ? 1 : newcomerAttack)),
      priorDefence: Float64Array.from(isKnown, (known) => (known === 1 ? 1 : newcomerDefence)),
    });
    this.#fits.append(place, [day, strengths.base, strengths.homeAdvantage]);
    sides.forEach((side, i) => {
      this.#sides[side]?.append(place, [strengths.attack[i] as number, strengths.defence[i] as number]);
    });
  }

  /** Of the first `count` rows the window's matches, its sides in the order in which they appear, and which of them are no newcomers. */
  #collect(day: number, count: number) {
    const rows = this.#rows;
    let first = count;
    while (first > 0 && (rows[first - 1] as Row).day >= day - strengthOptions.windowDays) first--;
    const half = day - strengthOptions.windowDays / 2;
    const isFirstWindow = (rows[first] as Row).day > half;
    const local = new Int32Array(this.#sides.length).fill(-1);
    const sides: number[] = [];
    const isKnown: number[] = [];
    const localOf = (side: number, known: boolean): number => {
      if (local[side] === -1) {
        local[side] = sides.length;
        sides.push(side);
        isKnown.push(known || isFirstWindow ? 1 : 0);
      }
      return local[side] as number;
    };
    const meetings = new Meetings(count - first);
    for (let i = first; i < count; i++) {
      const row = rows[i] as Row;
      const home = localOf(row.home, row.day < half);
      const away = localOf(row.away, row.day < half);
      meetings.add(home, away, row, weightAt[day - row.day] as number);
    }
    return { matches: meetings, sides, isKnown };
  }

  #start(sides: readonly number[], last: number) {
    const strengths = evenStrengths(sides.length);
    if (last < 0) return strengths;
    strengths.base = this.#fits.value(last, 1);
    strengths.homeAdvantage = this.#fits.value(last, 2);
    sides.forEach((side, i) => {
      const series = this.#sides[side] as Series;
      if (series.length === 0) return;
      strengths.attack[i] = series.value(series.length - 1, 0);
      strengths.defence[i] = series.value(series.length - 1, 1);
    });
    return strengths;
  }

  #indexOf(team: string): number {
    let index = this.#indices.get(team);
    if (index === undefined) {
      index = this.#sides.length;
      this.#indices.set(team, index);
      this.#sides.push(new Series(2));
    }
    return index;
  }
}

interface Row {
  readonly day: number;
  readonly home: number;
  readonly away: number;
  readonly homeGoals: number;
  readonly awayGoals: number;
  readonly neutral: boolean;
}

/** A fit that is to be made from the first so many rows, of matches up to a place. */
interface Due {
  readonly place: number;
  readonly day: number;
  readonly rows: number;
}
