import { fitPlusMinus, type PlusMinus } from "./plus-minus.ts";
import type { LinedUpMatch } from "./stints.ts";

/** A match as one of its teams played it. */
export interface Appearances {
  readonly match: LinedUpMatch;
  readonly minutes: number;
  /** Minutes of each who played, by his key. */
  readonly byPlayer: ReadonlyMap<string, number>;
}

/** Days of the week of a fit; day 0 of the epoch was a Thursday, so fits are of Mondays. */
const mondayOffset = 3;
const fitsKept = 4;

/**
 * Matches with line-ups, readable as of any day: who played of late, and how good they are. Ratings are fitted anew for each Monday,
 * from the matches before it; each fit starts from nothing, so it depends on what is known alone, never on the order in which it
 * became known.
 */
export class Squads {
  readonly #byId = new Map<string, LinedUpMatch>();
  /** In order of time. */
  #matches: LinedUpMatch[] = [];
  readonly #byTeam = new Map<string, Appearances[]>();
  /** By day of the fit, the one that was not asked for longest first. */
  readonly #fits = new Map<number, PlusMinus>();
  readonly #onChange: (day: number) => void;

  /** `onChange` is told the day of each match that comes or goes. */
  constructor(onChange: (day: number) => void = () => {}) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): LinedUpMatch | undefined {
    return this.#byId.get(id);
  }

  /** Adds a match, or replaces the one with its id. */
  put(match: LinedUpMatch): void {
    this.remove(match.id);
    this.#byId.set(match.id, match);
    insert(this.#matches, match, (other) => other);
    for (const side of ["home", "away"] as const) {
      const ofTeam = this.#byTeam.get(match[side]);
      const appearances = appearancesOf(match, side);
      if (ofTeam === undefined) this.#byTeam.set(match[side], [appearances]);
      else insert(ofTeam, appearances, (other) => other.match);
    }
    this.#forget(match.day);
  }

  remove(id: string): void {
    const match = this.#byId.get(id);
    if (match === undefined) return;
    this.#byId.delete(id);
    this.#matches = this.#matches.filter((other) => other !== match);
    for (const team of [match.home, match.away]) {
      const left = (this.#byTeam.get(team) ?? []).filter((other) => other.match !== match);
      this.#byTeam.set(team, left);
    }
    this.#forget(match.day);
  }

  /** A team's last matches before a day, the earliest first. */
  lastOf(team: string, day: number, count: number): readonly Appearances[] {
    const all = this.#byTeam.get(team) ?? [];
    let end = all.length;
    while (end > 0 && (all[end - 1] as Appearances).match.day >= day) end--;
    return all.slice(Math.max(0, end - count), end);
  }

  /** Ratings as of a day: those of its week, from the matches before the week's Monday. */
  ratings(day: number): PlusMinus {
    const monday = day - ((((day + mondayOffset) % 7) + 7) % 7);
    const fit = this.#fits.get(monday) ?? fitPlusMinus(this.#matches, monday);
    // the last asked for comes last: look-ups as of the past do not push out what matches to come are asked with
    this.#fits.delete(monday);
    this.#fits.set(monday, fit);
    if (this.#fits.size > fitsKept) this.#fits.delete(this.#fits.keys().next().value as number);
    return fit;
  }

  #forget(day: number): void {
    this.#onChange(day);
    for (const fitted of [...this.#fits.keys()]) if (fitted > day) this.#fits.delete(fitted);
  }
}

function appearancesOf(match: LinedUpMatch, side: "home" | "away"): Appearances {
  const byPlayer = new Map<string, number>();
  let minutes = 0;
  for (const stint of match.stints) {
    minutes += stint.minutes;
    for (const player of stint[side].players) byPlayer.set(player, (byPlayer.get(player) ?? 0) + stint.minutes);
  }
  return { match, minutes, byPlayer };
}

/** Puts an entry in its place in the order of time; matches mostly come in that order. */
function insert<T>(into: T[], entry: T, matchOf: (entry: T) => LinedUpMatch): void {
  const { day, id } = matchOf(entry);
  let at = into.length;
  for (; at > 0; at--) {
    const before = matchOf(into[at - 1] as T);
    if (before.day < day || (before.day === day && before.id < id)) break;
  }
  into.splice(at, 0, entry);
}
