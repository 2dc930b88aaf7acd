import { MatchList } from "./match-list.ts";
import type { Played } from "./played.ts";
import { Series } from "./series.ts";
import { sideMetrics, writeSideMetrics } from "./side-metrics.ts";
import { ratingWidth } from "./team-ratings.ts";

const line = new Float64Array(sideMetrics.length);

/** A team's matches, what it did in each, and its ratings after each. */
export class TeamRecord {
  readonly id: string;
  readonly matches = new MatchList();
  /** From this team's side, a row a match, columns as `sideMetrics`; NaN where nobody told. */
  readonly lines = new Series(sideMetrics.length);
  readonly ratings = new Series(ratingWidth);

  constructor(id: string) {
    this.id = id;
  }

  get isEmpty(): boolean {
    return this.matches.length === 0;
  }

  add(place: number, match: Played, ratings: Float64Array): void {
    this.matches.add(place, match);
    writeSideMetrics(match, match.home === this.id, line);
    this.lines.append(place, line);
    this.ratings.append(place, ratings);
  }

  cut(place: number): void {
    this.matches.cut(place);
    this.lines.cut(place);
    this.ratings.cut(place);
  }
}
