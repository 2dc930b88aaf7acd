import type { Fixture, Result } from "@touchline/schemas";
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
  /** Line-ups, absences, weather, news and prices; nothing is known of them where it is left out. */
  readonly known?: Circumstances;
}

/**
 * What a fixture, or a result of before it was played, says to history. The referee is known there by the name that results
 * give; an identity of another provider's is nobody's name, and says nothing.
 */
export function fixtureOf(match: Pick<Fixture & Result, keyof Fixture & keyof Result>): PreMatchFixture {
  const { competition, season, kickOff, home, away, neutral, referee } = match;
  return { competition, season, kickOff, home: home.id, away: away.id, neutral, referee };
}
