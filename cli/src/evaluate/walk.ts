import type { TeamIdentities } from "@touchline/football";
import { type StrengthsArtefact, strengthRates } from "@touchline/models";
import { type Prices, resultChances, scoringChances } from "@touchline/odds";
import { fixtureOf, History, opinionsOf, playedOf } from "@touchline/prematch";
import { closingPrices, readResults, readResultsFiles, shippedFiles } from "@touchline/results";
import type { PerSide, Result } from "@touchline/schemas";

/** What is said of a match: chances of home, draw, away; of three goals or more; that both score. */
export interface MatchChances {
  readonly result: readonly [number, number, number];
  readonly over: number;
  readonly bothScore: number;
}

/** A match with what the model said of it before it was played, and how it ended. */
export interface Predicted {
  readonly id: string;
  readonly competition: string;
  readonly season: number;
  readonly rates: PerSide;
  readonly chances: MatchChances;
  readonly score: PerSide;
  /** Null where nobody told them. */
  readonly closing: Prices | null;
  /** Mean of the market some days before. */
  readonly average: Prices | null;
}

export interface WalkOptions {
  readonly history: readonly string[];
  readonly test: string;
  readonly artefact: StrengthsArtefact;
  readonly teams: TeamIdentities;
}

/**
 * Goes through the matches of the test file in the order of time. Each is predicted from a history that ends a day before it, by the rule
 * of all features: its own result, counts and prices are not in it.
 */
export function walk({ history: files, test, artefact, teams }: WalkOptions): Predicted[] {
  const history = new History();
  const put = (file: string) => {
    const rows = readResultsFiles(file).flatMap(({ name, bytes }) => readResults(bytes, name, teams).rows);
    for (const { result } of rows) history.put(playedOf(result));
    return rows;
  };
  for (const file of files.length > 0 ? files : shippedFiles.results) put(file);
  const rows = put(test);
  history.settle();
  return rows
    .map(({ result, odds }): Predicted => {
      const rates = strengthRates(artefact.stacks, result.competition, opinionsOf(history, fixtureOf(result)));
      const closing = closingPrices(odds.filter((quote) => quote.closing));
      const average = closingPrices(odds.filter((quote) => !quote.closing && quote.book === "average"));
      return { ...identityOf(result), rates, chances: chancesOf(rates), score: result.score, closing, average };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** All three markets from one distribution of scores. */
function chancesOf({ home, away }: PerSide): MatchChances {
  const result = resultChances(home, away);
  return { result: [result.home, result.draw, result.away], ...scoringChances(home, away) };
}

function identityOf({ matchId, competition, season }: Result) {
  return { id: matchId, competition, season: Number.parseInt(season, 10) };
}
