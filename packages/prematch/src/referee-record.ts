import type { Played } from "./played.ts";
import { Totals } from "./totals.ts";

/** What happened in the matches that a referee led in a competition. */
export class RefereeRecord {
  readonly totals = new Totals();

  get isEmpty(): boolean {
    return this.totals.isEmpty;
  }

  add(place: number, match: Played): void {
    this.totals.add(place, match);
  }

  cut(place: number): void {
    this.totals.cut(place);
  }
}
