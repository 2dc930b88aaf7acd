import { type StrengthsArtefact, strengthRates } from "@touchline/models";
import { resultChances, scoringChances } from "@touchline/odds";
import { opinionsOf } from "@touchline/prematch";
import { closingPrices } from "@touchline/results";
import type { PerSide, Result } from "@touchline/schemas";
import { fixtureBefore } from "../features/fixture-before.ts";
import type { MatchChances, Predicted } from "./predicted.ts";
import type { TestedMatches } from "./tested-matches.ts";

/**
 * Goes through the matches in the order of time. Each is predicted from a history that ends a day before it, by the rule of all
 * features: its own result, counts and prices are not in it. Of its row a model knows what `fixtureBefore` lets it see.
 */
export function walk({ history, rows }: TestedMatches, artefact: StrengthsArtefact): Predicted[] {
  return rows.map((row): Predicted => {
    const { result, odds } = row;
    const fixture = fixtureBefore(row, artefact.odds);
    const rates = strengthRates(artefact.stacks, result.competition, opinionsOf(history, fixture));
    const closing = closingPrices(odds.filter((quote) => quote.closing));
    const average = closingPrices(odds.filter((quote) => !quote.closing && quote.book === "average"));
    return { ...identityOf(result), rates, chances: chancesOf(rates), score: result.score, closing, average };
  });
}

/** All three markets from one distribution of scores. */
function chancesOf({ home, away }: PerSide): MatchChances {
  const result = resultChances(home, away);
  return { result: [result.home, result.draw, result.away], ...scoringChances(home, away) };
}

function identityOf({ matchId, competition, season, home, away }: Result) {
  const names = { home: home.name, away: away.name };
  return { id: matchId, competition, season: seasonOf(season, matchId), ...names };
}

/** By the year that the file says first; by the day where it says none, for a season begins in July. */
function seasonOf(season: string, id: string): number {
  const year = /^(?:19|20)\d\d\b/.exec(season)?.[0];
  if (year !== undefined) return Number(year);
  return Number(id.slice(0, 4)) - (id.slice(5, 7) < "07" ? 1 : 0);
}
