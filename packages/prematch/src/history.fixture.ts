import type { PreMatchFixture } from "./fixture.ts";
import { History } from "./history.ts";
import { placeOf } from "./manifest.ts";
import { dayMs, type Played, unknownCounts } from "./played.ts";
import { vectorOf } from "./vector.ts";

/** A goalless match of A against B on day 0; `counts` go to both sides' counts, the rest replaces what is said here. */
export function played(change: Partial<Played> = {}): Played {
  const { day = 0, home = "A", away = "B" } = change;
  return {
    id: `${String(day).padStart(6, "0")}/${home}/${away}`,
    day,
    competition: "L",
    season: "1",
    home,
    away,
    neutral: false,
    homeGoals: 0,
    awayGoals: 0,
    halfTime: null,
    homeCounts: unknownCounts,
    awayCounts: unknownCounts,
    referee: null,
    goalTimes: null,
    closing: null,
    ...change,
  };
}

/** A match to come between A and B at noon UTC of a day. */
export function toCome(day: number, change: Partial<PreMatchFixture> = {}): PreMatchFixture {
  return {
    competition: "L",
    season: "1",
    kickOff: (day + 0.5) * dayMs,
    home: "A",
    away: "B",
    neutral: false,
    referee: null,
    ...change,
  };
}

/** The match as it stood before it was played; kick-off at noon where history knows the day alone. */
export function before({ day, competition, season, home, away, neutral, referee }: Played): PreMatchFixture {
  return toCome(day, { competition, season, home, away, neutral, referee });
}

export function historyOf(matches: Iterable<Played>): History {
  const history = new History();
  for (const match of matches) history.put(match);
  history.settle();
  return history;
}

/** Reads features of a fixture by name. */
export function featuresOf(history: History, fixture: PreMatchFixture): (name: string) => number {
  const vector = vectorOf(history, fixture);
  return (name) => vector[placeOf(name)] as number;
}

/** All bits of a vector: equal only where every value is the same number, down to the sign of zero. */
export function bitsOf(vector: Float64Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("hex");
}

/** Every two of the teams, at both grounds, a match a day from a day on, all won 1-0 by the home side. */
export function doubleRound(teams: readonly string[], fromDay: number, season: string): Played[] {
  return teams.flatMap((home, i) =>
    teams
      .filter((away) => away !== home)
      .map((away, j) => played({ day: fromDay + i * (teams.length - 1) + j, season, home, away, homeGoals: 1 })),
  );
}
