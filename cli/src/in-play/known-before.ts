import { resultIdOf, type TeamIdentities } from "@touchline/football";
import type { Belief, Model } from "@touchline/models";
import { dependence, impliedRates, type Prices } from "@touchline/odds";
import { fixtureOf, type History, vectorOf } from "@touchline/prematch";
import type { Result } from "@touchline/schemas";
import type { RecordedMatch } from "./recorded-match.ts";

/** A recorded match with what prices, and what a model, said of it before kick-off; null where they said nothing. */
export interface KnownMatch {
  readonly match: RecordedMatch;
  readonly byOdds: Belief | null;
  readonly byModel: Belief | null;
}

/** What is known of past results, by identity. */
export interface PastResults {
  readonly history: History;
  readonly results: ReadonlyMap<string, Result>;
}

/**
 * Variance of log(home / away) of goals that closing prices expect: what matches of the same prices differ by, from how far shots in a
 * match go with the goals that are still to come in it.
 */
const varianceOfPrices = 0.04;

/** `model`: left out where nobody asks for it, for it takes a vector of every match. */
export function knownBefore(
  matches: readonly RecordedMatch[],
  past: PastResults | null,
  model: Model | null,
  teams: TeamIdentities,
): KnownMatch[] {
  return matches.map((match) => {
    const result = past === null ? null : resultOf(match, past.results, teams);
    const prices = match.prices ?? result?.closing ?? null;
    return {
      match,
      byOdds: prices === null ? null : beliefOf(prices),
      byModel:
        past === null || result === null || model === null
          ? null
          : modelBelief(model, past.history, result, match, teams),
    };
  });
}

function beliefOf(prices: Prices): Belief | null {
  const rates = impliedRates(prices);
  return rates === null ? null : { ...rates, dependence, variance: varianceOfPrices };
}

/** From a history that ends before the day of the match: neither its result nor its prices are in it. */
function modelBelief(
  model: Model,
  history: History,
  result: Result,
  match: RecordedMatch,
  teams: TeamIdentities,
): Belief {
  const belief = model.beliefBefore(result.competition, vectorOf(history, fixtureOf(result)));
  const isTurned = result.home.id === idOf(match, "away", teams);
  return isTurned ? { ...belief, home: belief.away, away: belief.home } : belief;
}

function resultOf(match: RecordedMatch, results: ReadonlyMap<string, Result>, teams: TeamIdentities): Result | null {
  const [home, away] = [idOf(match, "home", teams), idOf(match, "away", teams)];
  if (home === null || away === null) return null;
  const id = resultIdOf(match.row?.date ?? match.date, { home: { id: home }, away: { id: away } });
  return results.get(id) ?? null;
}

function idOf(match: RecordedMatch, side: "home" | "away", teams: TeamIdentities): string | null {
  const linked = match.row === null ? undefined : teams.find("football-data", match.row[side]);
  const { provider, competition } = match;
  // the World Cups' file has no names of its own in the table, and calls nations as the results of nations do
  const isMen = competition.includes("FIFA Men's World Cup");
  const named = teams.find(provider, match[side]) ?? (isMen ? teams.find("martj42", match[side]) : undefined);
  return (linked ?? named)?.id ?? null;
}
