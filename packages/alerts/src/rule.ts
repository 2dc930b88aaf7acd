import type { Market, Team } from "@touchline/schemas";

/** Matches that a rule is for; the members add up, and where all are empty it is for every match. */
export interface Scope {
  readonly competitions: readonly string[];
  /** Team ids. */
  readonly teams: readonly string[];
  readonly matches: readonly string[];
}

interface OfAnyKind {
  readonly id: string;
  readonly scope: Scope;
}

/** A side's chance of winning moves by `atLeast` within so many minutes of play; over once the move is below `endsBelow`. */
export interface SwingRule extends OfAnyKind {
  readonly kind: "SWING";
  readonly atLeast: number;
  readonly withinMinutes: number;
  readonly endsBelow: number;
}

/** A side that was to win with at least this chance before kick-off has fewer goals; over once it has as many. */
export interface FavouriteBehindRule extends OfAnyKind {
  readonly kind: "FAVOURITE_BEHIND";
  readonly favouriteAtLeast: number;
  /** From this minute of the match on. */
  readonly fromMinute: number;
}

/** A man is sent off. */
export interface RedCardRule extends OfAnyKind {
  readonly kind: "RED_CARD";
}

/** Markets that prices can be compared in. */
export type ComparedMarket = Extract<Market, "MATCH_RESULT" | "OVER_UNDER" | "BOTH_TEAMS_TO_SCORE">;

/** A bookmaker's price is worth more than it costs: chance times price, less 1, is `edgeAtLeast`; over below `endsBelow`. */
export interface ValueRule extends OfAnyKind {
  readonly kind: "VALUE";
  readonly edgeAtLeast: number;
  readonly endsBelow: number;
  readonly markets: readonly ComparedMarket[];
  /** Older prices do not count. */
  readonly maxOddsAgeSeconds: number;
  /** None for so long after a goal or a dismissal. */
  readonly quietSeconds: number;
  /** True where the low end of the chance's interval has to have that value. */
  readonly byLowEnd: boolean;
}

/** What is to raise an alert, as a user states it. Plain data. */
export type Rule = SwingRule | FavouriteBehindRule | RedCardRule | ValueRule;
export type RuleKind = Rule["kind"];

export const comparedMarkets: readonly ComparedMarket[] = ["MATCH_RESULT", "OVER_UNDER", "BOTH_TEAMS_TO_SCORE"];
export const everyMatch: Scope = { competitions: [], teams: [], matches: [] };

interface Named {
  readonly matchId: string;
  readonly competition: string;
  readonly homeTeam: Team;
  readonly awayTeam: Team;
}

/** Whether a rule is for a match. */
export function covers({ scope }: Rule, { matchId, competition, homeTeam, awayTeam }: Named): boolean {
  const { competitions, teams, matches } = scope;
  if (competitions.length + teams.length + matches.length === 0) return true;
  return (
    matches.includes(matchId) ||
    competitions.includes(competition) ||
    teams.includes(homeTeam.id) ||
    teams.includes(awayTeam.id)
  );
}
