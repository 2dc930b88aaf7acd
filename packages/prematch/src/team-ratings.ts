import { coldStart } from "./cold-start.ts";
import type { Counts, Played } from "./played.ts";
import { eloChange } from "./ratings/elo.ts";
import { type GapOptions, gapUpdate } from "./ratings/gap.ts";
import { piDefaults, piSurprise } from "./ratings/pi.ts";

/** Statistics that have GAP ratings, with what a team starts from: about the mean of the five large leagues. */
export const gapStatistics = [
  { name: "shots", start: 12.5 },
  { name: "shotsOnTarget", start: 4.5 },
  { name: "corners", start: 5 },
] as const satisfies readonly { name: keyof Counts; start: number }[];

const gapOptions: GapOptions = { lambda: 0.08, phiHome: 0.6, phiAway: 0.6 };

/** Columns of a team's ratings. */
export const ratingColumns = {
  elo: 0,
  /** Margin of victory left out, as penaltyblog has it. */
  eloPlain: 1,
  piHome: 2,
  piAway: 3,
  /** Four columns a statistic, in the order of `gapStatistics`. */
  gap: 4,
} as const;

export const ratingWidth: number = ratingColumns.gap + 4 * gapStatistics.length;

/** Ratings of a team that nobody has seen, in a competition that is new itself. */
export function firstRatings(tier: number): Float64Array {
  const ratings = new Float64Array(ratingWidth);
  ratings[ratingColumns.elo] = coldStart.elo + tier * coldStart.eloTier;
  ratings[ratingColumns.eloPlain] = coldStart.elo + tier * coldStart.eloTier;
  ratings[ratingColumns.piHome] = tier * coldStart.piTier;
  ratings[ratingColumns.piAway] = tier * coldStart.piTier;
  gapStatistics.forEach(({ start }, i) => {
    ratings.fill(start, ratingColumns.gap + 4 * i, ratingColumns.gap + 4 * i + 4);
  });
  return ratings;
}

/** Changes both sides' ratings by what a match showed. */
export function rate(match: Played, home: Float64Array, away: Float64Array): void {
  const { elo, eloPlain, piHome, piAway } = ratingColumns;
  const difference = match.homeGoals - match.awayGoals;
  for (const [column, margin] of [
    [elo, true],
    [eloPlain, false],
  ] as const) {
    const options = { k: 20, homeAdvantage: 100, margin };
    const change = eloChange(home[column] as number, away[column] as number, difference, match.neutral, options);
    home[column] = (home[column] as number) + change;
    away[column] = (away[column] as number) - change;
  }
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
