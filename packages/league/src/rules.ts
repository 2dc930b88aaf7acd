import { LeagueError } from "./error.ts";

/**
 * What parts teams that are level on points, in order; lots are drawn in the end. Those of matches against each other look at the matches among
 * all that are level when the first of them is reached.
 */
export type TieBreak =
  | "difference"
  | "goals"
  | "wins"
  | "awayGoals"
  | "mutualPoints"
  | "mutualDifference"
  | "mutualGoals"
  | "mutualAwayGoals";

export interface Relegation {
  /** Teams at the end of the table that go down, and those above them that play for staying up. */
  readonly down: number;
  readonly playOff: number;
}

export interface LeagueRules {
  readonly tieBreaks: readonly TieBreak[];
  /** From the season that begins in that year; the latest first. */
  readonly relegation: readonly (Relegation & { readonly since: number })[];
}

const byDifference: readonly TieBreak[] = ["difference", "goals", "mutualPoints", "mutualAwayGoals"];
const byMeetings: readonly TieBreak[] = ["mutualPoints", "mutualDifference", "difference", "goals"];
const always = (down: number, playOff = 0) => [{ since: 0, down, playOff }];

/**
 * Leagues in which each pair of teams meets once at either ground, by competition. Rules of order are those of today, for all seasons; decisions by a further
 * match (Italy since 2022/23 for the title, England for title and relegation) are lots here, and points taken away by a ruling are not known.
 */
export const leagues: Readonly<Record<string, LeagueRules>> = {
  "ENG-Premier League": {
    tieBreaks: byDifference,
    relegation: [
      { since: 1995, down: 3, playOff: 0 },
      { since: 1994, down: 4, playOff: 0 },
      { since: 0, down: 3, playOff: 0 },
    ],
  },
  E1: { tieBreaks: byDifference, relegation: always(3) },
  E2: { tieBreaks: byDifference, relegation: always(4) },
  E3: { tieBreaks: byDifference, relegation: always(2) },
  "GER-Bundesliga": {
    tieBreaks: ["difference", "goals", "mutualPoints", "mutualDifference", "mutualAwayGoals", "awayGoals"],
    relegation: [
      { since: 2008, down: 2, playOff: 1 },
      { since: 0, down: 3, playOff: 0 },
    ],
  },
  D2: {
    tieBreaks: ["difference", "goals", "mutualPoints", "mutualDifference", "mutualAwayGoals", "awayGoals"],
    relegation: [
      { since: 2008, down: 2, playOff: 1 },
      { since: 0, down: 4, playOff: 0 },
    ],
  },
  "ESP-La Liga": {
    tieBreaks: byMeetings,
    relegation: [
      { since: 1999, down: 3, playOff: 0 },
      { since: 0, down: 2, playOff: 2 },
    ],
  },
  SP2: { tieBreaks: byMeetings, relegation: always(4) },
  "ITA-Serie A": {
    tieBreaks: byMeetings,
    relegation: [
      { since: 2004, down: 3, playOff: 0 },
      { since: 0, down: 4, playOff: 0 },
    ],
  },
  "FRA-Ligue 1": {
    tieBreaks: [
      "difference",
      "mutualPoints",
      "mutualDifference",
      "mutualGoals",
      "mutualAwayGoals",
      "goals",
      "awayGoals",
    ],
    relegation: [
      { since: 2023, down: 2, playOff: 1 },
      { since: 2022, down: 4, playOff: 0 },
      { since: 2016, down: 2, playOff: 1 },
      { since: 0, down: 3, playOff: 0 },
    ],
  },
  N1: { tieBreaks: ["difference", "goals", "mutualPoints"], relegation: always(2, 1) },
  P1: { tieBreaks: ["mutualPoints", "mutualDifference", "difference", "wins", "goals"], relegation: always(2, 1) },
};

/** Why the rest of a season is not known before its table is: those who ask are told. */
const splits: Readonly<Record<string, string>> = {
  SC0: "after 33 rounds it splits into two halves that play on among themselves",
  SC1: "each pair meets four times",
  SC2: "each pair meets four times",
  SC3: "each pair meets four times",
  B1: "its title and its European places are decided in play-offs among those who lead the table",
  G1: "its title and its relegation are decided in play-offs among parts of the table",
};

/** Throws a `LeagueError` LEAGUE_SPLITS or LEAGUE_UNKNOWN. */
export function rulesOf(competition: string): LeagueRules {
  const rules = leagues[competition];
  if (rules !== undefined) return rules;
  const why = splits[competition];
  if (why !== undefined) {
    throw new LeagueError("LEAGUE_SPLITS", `${competition} cannot be played out, for ${why}.`);
  }
  const known = Object.keys(leagues).join(", ");
  throw new LeagueError(
    "LEAGUE_UNKNOWN",
    `${competition}: no rules of such a league are known here; there are ${known}.`,
  );
}

/** Who goes down from a season, named by the year that it begins in, as 2017/18. */
export function relegationOf({ relegation }: LeagueRules, season: string): Relegation {
  const year = Number.parseInt(season, 10);
  const { down, playOff } = relegation.find(({ since }) => year >= since) ?? { down: 0, playOff: 0 };
  return { down, playOff };
}
