import type { Counts } from "@touchline/schemas";
import { coldStart } from "./cold-start.ts";
import type { Played } from "./played.ts";
import { type EloOptions, eloChange, eloDefaults } from "./ratings/elo.ts";
import { type GapOptions, gapUpdate } from "./ratings/gap.ts";
import { piDefaults, piSurprise } from "./ratings/pi.ts";

/** Statistics that have GAP ratings, with what a team starts from: about the mean of the five large leagues. */
export const gapStatistics = [
  { name: "shots", start: 12.5 },
  { name: "shotsOnTarget", start: 4.5 },
  { name: "corners", start: 5 },
] as const satisfies readonly { name: keyof Counts; start: number }[];

export const gapOptions: GapOptions = { lambda: 0.08, phiHome: 0.6, phiAway: 0.6 };

/** What can be set otherwise than the features have it, to compare with the ratings of others. */
export interface RatingRules {
  readonly elo: EloOptions;
  /** Whether newcomers start from their competition's weakest or its tier; else all start as an average team. */
  readonly coldStart: boolean;
}

export const ratingRules: RatingRules = { elo: eloDefaults, coldStart: true };

/** Columns of a team's ratings. */
export const ratingColumns = {
  elo: 0,
  piHome: 1,
  piAway: 2,
  /** Four columns a statistic, in the order of `gapStatistics`. */
  gap: 3,
} as const;

export const ratingWidth: number = ratingColumns.gap + 4 * gapStatistics.length;

/** Ratings of a team that nobody has seen, in a competition that is new itself. */
export function firstRatings(tier: number): Float64Array {
  const ratings = new Float64Array(ratingWidth);
  ratings[ratingColumns.elo] = coldStart.elo + tier * coldStart.eloTier;
  ratings[ratingColumns.piHome] = tier * coldStart.piTier;
  ratings[ratingColumns.piAway] = tier * coldStart.piTier;
  gapStatistics.forEach(({ start }, i) => {
    ratings.fill(start, ratingColumns.gap + 4 * i, ratingColumns.gap + 4 * i + 4);
  });
  return ratings;
}

/** Changes both sides' ratings by what a match showed. */
export function rate(match: Played, home: Float64Array, away: Float64Array, rules: RatingRules): void {
  const { elo, piHome, piAway } = ratingColumns;
  const difference = match.homeGoals - match.awayGoals;
  const change = eloChange(home[elo] as number, away[elo] as number, difference, match.neutral, rules.elo);
  home[elo] = (home[elo] as number) + change;
  away[elo] = (away[elo] as number) - change;
  const surprise = piSurprise(home[piHome] as number, away[piAway] as number, difference);
  home[piHome] = (home[piHome] as number) + piDefaults.alpha * surprise;
  home[piAway] = (home[piAway] as number) + piDefaults.beta * surprise;
  away[piHome] = (away[piHome] as number) - piDefaults.beta * surprise;
  away[piAway] = (away[piAway] as number) - piDefaults.alpha * surprise;
  gapStatistics.forEach(({ name }, i) => {
    const made = match.homeCounts[name];
    const letIn = match.awayCounts[name];
    if (made === null || letIn === null) return;
    gapUpdate(home, away, ratingColumns.gap + 4 * i, made, letIn, gapOptions);
  });
}
