import type { Played } from "../played.ts";
import type { WeightedMatches } from "./poisson-strengths.ts";

type Score = Pick<Played, "homeGoals" | "awayGoals" | "neutral">;

/** Weighted matches as they are collected; two that meet again at the same ground share a row. */
export class Meetings implements WeightedMatches {
  count = 0;
  readonly home: Int32Array;
  readonly away: Int32Array;
  readonly homeGoals: Float64Array;
  readonly awayGoals: Float64Array;
  readonly weight: Float64Array;
  readonly neutral: Uint8Array;
  readonly #rows = new Map<number, number>();

  constructor(atMost: number) {
    this.home = new Int32Array(atMost);
    this.away = new Int32Array(atMost);
    this.homeGoals = new Float64Array(atMost);
    this.awayGoals = new Float64Array(atMost);
    this.weight = new Float64Array(atMost);
    this.neutral = new Uint8Array(atMost);
  }

  add(home: number, away: number, { homeGoals, awayGoals, neutral }: Score, weight: number): void {
    const key = (home * 4_096 + away) * 2 + (neutral ? 1 : 0);
    let at = this.#rows.get(key);
    if (at === undefined) {
      at = this.count++;
      this.#rows.set(key, at);
      this.home[at] = home;
      this.away[at] = away;
      this.neutral[at] = neutral ? 1 : 0;
    }
    this.homeGoals[at] = (this.homeGoals[at] as number) + weight * homeGoals;
    this.awayGoals[at] = (this.awayGoals[at] as number) + weight * awayGoals;
    this.weight[at] = (this.weight[at] as number) + weight;
  }
}
