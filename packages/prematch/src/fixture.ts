import type { Circumstances } from "./circumstances.ts";

/** A match to come, as far as history is asked about it. */
export interface PreMatchFixture {
  readonly competition: string;
  readonly season: string;
  /** Kick-off, ms since the epoch; noon UTC where only the day is known. */
  readonly kickOff: number;
  readonly home: string;
  readonly away: string;
  readonly neutral: boolean;
  readonly referee: string | null;
  /** Moment that it is asked as of, ms since the epoch: the kick-off where it is left out, or later than that. */
  readonly asOf?: number;
  /** Line-ups, absences, weather and news; nothing is known of them where it is left out. */
  readonly known?: Circumstances;
}
