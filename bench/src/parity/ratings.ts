import {
  decay,
  evenStrengths,
  fitPoisson,
  History,
  Meetings,
  type Played,
  ratingColumns,
  ratingRules,
  ratingWidth,
} from "@touchline/prematch";
import type { PenaltyblogReference, PoissonReference, RatingsReference } from "./penaltyblog.ts";

export interface RatingsMaxDifference {
  elo: number;
  piHome: number;
  piAway: number;
  poissonAttack: number;
  poissonDefence: number;
  poissonHome: number;
}

/**
 * Largest difference between our ratings and penaltyblog's over the same matches. Ours come out of the history that serves the
 * features, set to penaltyblog's rules: no margin of victory in Elo, newcomers start as average teams, and no prior in the
 * Poisson model.
 */
export function ratingsMaxDifference(
  { ratings, poisson, xi }: PenaltyblogReference,
  matches: readonly Played[],
): RatingsMaxDifference {
  const max = { elo: 0, piHome: 0, piAway: 0, poissonAttack: 0, poissonDefence: 0, poissonHome: 0 };
  const history = new History({ elo: { ...ratingRules.elo, margin: false }, coldStart: false });
  for (const match of matches) history.put(match);
  history.settle();
  for (const reference of ratings) compareRatings(history, reference, max);
  for (const reference of poisson) comparePoisson(matches, reference, xi, max);
  return max;
}

function compareRatings(
  history: History,
  { before, matches, teams }: RatingsReference,
  max: RatingsMaxDifference,
): void {
  const noon = Date.parse(`${before}T12:00:00Z`);
  const place = history.placeAt(noon);
  if (place !== matches) throw new Error(`${place} matches before ${before}, penaltyblog has rated ${matches}`);
  const ours = new Float64Array(ratingWidth);
  for (const [team, [elo, piHome, piAway]] of Object.entries(teams)) {
    history.ratingsBefore(place, noon, team, "", ours);
    widen(max, "elo", ours[ratingColumns.elo], elo);
    widen(max, "piHome", ours[ratingColumns.piHome], piHome);
    widen(max, "piAway", ours[ratingColumns.piAway], piAway);
  }
}

function comparePoisson(
  all: readonly Played[],
  { league, season, matches, attack, defence, home }: PoissonReference,
  xi: number,
  max: RatingsMaxDifference,
): void {
  const teams = Object.keys(attack);
  const played = all.filter((match) => match.season === season && teams.includes(match.home));
  if (played.length !== matches) throw new Error(`${league} ${season}: ${played.length} matches, not ${matches}`);
  const last = Math.max(...played.map(({ day }) => day));
  const meetings = new Meetings(played.length);
  for (const match of played)
    meetings.add(teams.indexOf(match.home), teams.indexOf(match.away), match, decay(last - match.day, xi));
  const fit = evenStrengths(teams.length);
  fitPoisson(meetings, fit, { priorGoals: 0, tolerance: 1e-13, maxSweeps: 100_000 });
  // logarithms, with the level moved from our base into the attacks until their mean is 1
  const logs = Array.from(fit.attack, Math.log);
  const up = 1 - logs.reduce((sum, log) => sum + log, 0) / logs.length;
  teams.forEach((team, i) => {
    widen(max, "poissonAttack", (logs[i] as number) + up, attack[team]);
    widen(max, "poissonDefence", Math.log((fit.defence[i] as number) * fit.base) - up, defence[team]);
  });
  widen(max, "poissonHome", Math.log(fit.homeAdvantage), home);
}

function widen(max: RatingsMaxDifference, name: keyof RatingsMaxDifference, ours?: number, theirs?: number): void {
  const difference = Math.abs((ours as number) - (theirs as number));
  // NaN, where one of them is not there, stays
  if (!(difference <= max[name])) max[name] = difference;
}
