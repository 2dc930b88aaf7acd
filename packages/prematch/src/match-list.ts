import type { Played } from "./played.ts";

/** Matches in order of time, each with its place in history. */
export class MatchList {
  readonly #places: number[] = [];
  readonly #matches: Played[] = [];

  get length(): number {
    return this.#matches.length;
  }

  get isEmpty(): boolean {
    return this.#matches.length === 0;
  }

  add(place: number, match: Played): void {
    this.#places.push(place);
    this.#matches.push(match);
  }

  match(index: number): Played {
    return this.#matches[index] as Played;
  }

  /** How many were before a place. */
  countBefore(place: number): number {
    const places = this.#places;
    let high = places.length;
    if (high === 0 || (places[high - 1] as number) < place) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((places[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many were played before a day. */
  countBeforeDay(day: number): number {
    let low = 0;
    let high = this.#matches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#matches[middle] as Played).day < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  cut(place: number): void {
    const left = this.countBefore(place);
    this.#places.length = left;
    this.#matches.length = left;
  }
}
