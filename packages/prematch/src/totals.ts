import type { Counts } from "@touchline/schemas";
import type { Played } from "./played.ts";
import { Series } from "./series.ts";

/** Columns of running totals over matches. */
export const totalColumns = {
  matches: 0,
  homeGoals: 1,
  awayGoals: 2,
  homeWins: 3,
  draws: 4,
  /** Matches with a score at half-time, the goals before it and those of the whole of these matches. */
  halfTimes: 5,
  firstHalfGoals: 6,
  goalsOfHalfTimes: 7,
  /** Matches whose cards are told; yellow cards, red cards. */
  carded: 8,
  yellowCards: 9,
  redCards: 10,
  /** Matches whose shots on target and corners are told, with their sums. */
  shooting: 11,
  shotsOnTarget: 12,
  cornered: 13,
  corners: 14,
} as const;

const width = 15;

/** Sums over matches up to any past place: the difference of two gives any span. */
export class Totals {
  readonly #series = new Series(width);
  readonly #sums = new Float64Array(width);

  get isEmpty(): boolean {
    return this.#series.length === 0;
  }

  add(place: number, match: Played): void {
    const sums = this.#sums;
    const at = this.#series.length - 1;
    if (at < 0) sums.fill(0);
    else this.#series.read(at, sums);
    const count = (column: number, by: number) => {
      sums[column] = (sums[column] as number) + by;
    };
    const { homeGoals, awayGoals, halfTime } = match;
    count(totalColumns.matches, 1);
    count(totalColumns.homeGoals, homeGoals);
    count(totalColumns.awayGoals, awayGoals);
    count(totalColumns.homeWins, homeGoals > awayGoals ? 1 : 0);
    count(totalColumns.draws, homeGoals === awayGoals ? 1 : 0);
    if (halfTime !== null) {
      count(totalColumns.halfTimes, 1);
      count(totalColumns.firstHalfGoals, halfTime.home + halfTime.away);
      count(totalColumns.goalsOfHalfTimes, homeGoals + awayGoals);
    }
    const yellow = both(match, "yellowCards");
    if (yellow !== null) {
      count(totalColumns.carded, 1);
      count(totalColumns.yellowCards, yellow);
      count(totalColumns.redCards, both(match, "redCards") ?? 0);
    }
    const onTarget = both(match, "shotsOnTarget");
    if (onTarget !== null) {
      count(totalColumns.shooting, 1);
      count(totalColumns.shotsOnTarget, onTarget);
    }
    const corners = both(match, "corners");
    if (corners !== null) {
      count(totalColumns.cornered, 1);
      count(totalColumns.corners, corners);
    }
    this.#series.append(place, sums);
  }

  /** Sum of a column over the matches before a place. */
  before(place: number, column: number): number {
    const at = this.#series.indexBefore(place);
    return at < 0 ? 0 : this.#series.value(at, column);
  }

  cut(place: number): void {
    this.#series.cut(place);
  }
}

function both({ homeCounts, awayCounts }: Played, name: keyof Counts): number | null {
  const home = homeCounts[name];
  const away = awayCounts[name];
  return home === null || away === null ? null : home + away;
}
