import type { CompetitionRecord } from "./competition-record.ts";
import type { PreMatchFixture } from "./fixture.ts";
import type { History } from "./history.ts";
import { lastDayBefore, type Played } from "./played.ts";
import type { Pool } from "./pool.ts";
import type { Expectation } from "./strengths/strength-filter.ts";
import { ratingWidth } from "./team-ratings.ts";
import type { TeamRecord } from "./team-record.ts";

/** What history knows of one side of a fixture, before it. */
export interface SideFacts {
  readonly id: string;
  readonly record: TeamRecord | undefined;
  /** Matches before the fixture: the first so many of the record's. */
  readonly count: number;
  readonly ratings: Float64Array;
}

/** What may be known of a fixture before it is played: the view of history that features are made from. */
export class Facts {
  readonly fixture: PreMatchFixture;
  readonly history: History;
  /** Matches of history that count are those before this place. */
  readonly place: number;
  /** Day that follows the last one known; the fixture's own, unless it kicks off in the morning or is asked about before. */
  readonly day: number;
  readonly competition: CompetitionRecord | undefined;
  readonly pool: Pool | undefined;
  readonly home: SideFacts;
  readonly away: SideFacts;

  constructor(history: History, fixture: PreMatchFixture) {
    this.fixture = fixture;
    this.history = history;
    const asOf = Math.min(fixture.asOf ?? fixture.kickOff, fixture.kickOff);
    this.place = history.placeAt(asOf);
    this.day = lastDayBefore(asOf) + 1;
    this.competition = history.competition(fixture.competition);
    this.pool = history.pool(fixture.competition);
    this.home = this.#side(fixture.home);
    this.away = this.#side(fixture.away);
  }

  /** A side's last matches, the latest first, as long as `take` says so. */
  static lastOf({ record, count }: SideFacts, take: (match: Played) => boolean): void {
    for (let i = count - 1; i >= 0 && record !== undefined; i--) if (!take(record.matches.match(i))) return;
  }

  /** What the filters of strengths expect, in the order of `filterNames`. */
  get strengths(): readonly Expectation[] {
    return this.history.strengthsBefore(this.place, this.day, this.fixture);
  }

  #side(id: string): SideFacts {
    const record = this.history.team(id);
    const ratings = new Float64Array(ratingWidth);
    this.history.ratingsBefore(this.place, this.day, id, this.fixture.competition, ratings);
    return { id, record, count: record?.matches.countBefore(this.place) ?? 0, ratings };
  }
}
