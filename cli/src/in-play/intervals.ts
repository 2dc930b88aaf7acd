import {
  type Belief,
  type InPlayParameters,
  type InPlayState,
  readMarkets,
  restOfMatch,
  resultInterval,
} from "@touchline/models";
import { type Coverage, coverageOf } from "@touchline/scoring";
import { moments } from "./snapshots.ts";

/** The interval that a model tells of a home win, and what the same model says that starts from closing odds. */
export interface HomeWinInterval {
  readonly low: number;
  readonly high: number;
  readonly byOdds: number;
}

const none = { home: 0, away: 0 };

export function homeWinInterval(
  parameters: InPlayParameters,
  { belief, odds }: { readonly belief: Belief; readonly odds: Belief },
  state: InPlayState,
  provider: string,
): HomeWinInterval {
  const score = { home: state.home.goals, away: state.away.goals };
  const { matrix, rates } = restOfMatch(parameters, belief, state, provider);
  const interval = resultInterval(parameters, belief, state, rates, readMarkets(matrix, score, none));
  const byOdds = readMarkets(restOfMatch(parameters, odds, state, provider).matrix, score, none).matchResult.home;
  return { low: interval?.low.home ?? Number.NaN, high: interval?.high.home ?? Number.NaN, byOdds };
}

/**
 * How often intervals of 95 % of a home win hold what would be said at that moment by whoever starts from closing odds: nobody knows the true chance, and
 * that is the nearest there is. `width`: of the intervals, on average. One match an entry, with its moments.
 */
export function intervalsReport(matches: readonly (readonly HomeWinInterval[])[]) {
  const of = (intervals: readonly HomeWinInterval[]): Coverage & { readonly width: number } => ({
    ...coverageOf(
      intervals.map(({ byOdds }) => byOdds),
      intervals.map(({ low }) => low),
      intervals.map(({ high }) => high),
    ),
    width: intervals.reduce((sum, { low, high }) => sum + high - low, 0) / intervals.length,
  });
  const byMinute = moments.map(({ name }, moment) => {
    return [name, of(matches.map((each) => each[moment] as HomeWinInterval))] as const;
  });
  return { nominal: 0.95, byMinute: Object.fromEntries(byMinute) };
}
