import { resultChances } from "@touchline/odds";
import { type Coverage, coverageOf } from "@touchline/scoring";
import type { Forecaster } from "./forecasts.ts";
import type { Predicted } from "./predicted.ts";

/** What every interval here is said to hold. Goals are whole: theirs hold as much or more, and `expected` is how much. */
const nominal = 0.9;
const z = 1.644854;

export interface GoalsCoverage extends Coverage {
  /** Mean of the chances that the intervals have by the model itself. */
  readonly expected: number;
}

/** How often the model's intervals of 90 % held. */
export interface IntervalsReport {
  readonly nominal: number;
  readonly goals: { readonly home: GoalsCoverage; readonly away: GoalsCoverage; readonly total: GoalsCoverage };
  /**
   * Intervals of the chance of a home win that come from not knowing the strengths, against the close's chance: nobody knows the true one, and the close
   * is the nearest that there is. It errs too, so an interval of the truth holds it a little less often. Null where no interval is told.
   */
  readonly homeWin: Coverage | null;
}

export function intervalsReport(matches: readonly Predicted[], close: Forecaster): IntervalsReport {
  return {
    nominal,
    goals: {
      home: goalsCoverage(matches, ({ home }) => home),
      away: goalsCoverage(matches, ({ away }) => away),
      total: goalsCoverage(matches, ({ home, away }) => home + away),
    },
    homeWin: homeWinCoverage(matches, close),
  };
}

function goalsCoverage(
  matches: readonly Predicted[],
  of: (sides: { readonly home: number; readonly away: number }) => number,
): GoalsCoverage {
  const intervals = matches.map(({ rates }) => poissonInterval(of(rates)));
  const coverage = coverageOf(
    matches.map(({ score }) => of(score)),
    intervals.map(({ low }) => low),
    intervals.map(({ high }) => high),
  );
  return { ...coverage, expected: intervals.reduce((sum, { chance }) => sum + chance, 0) / matches.length };
}

/** Fewest and most goals of which at most 5 % each are left outside, and the chance of what is between, these included. */
export function poissonInterval(rate: number): {
  readonly low: number;
  readonly high: number;
  readonly chance: number;
} {
  const tail = (1 - nominal) / 2;
  let chance = Math.exp(-rate);
  let cumulated = chance;
  let goals = 0;
  const next = () => {
    goals++;
    chance *= rate / goals;
    cumulated += chance;
  };
  while (cumulated <= tail) next();
  const [low, below] = [goals, cumulated - chance];
  while (cumulated < 1 - tail) next();
  return { low, high: goals, chance: cumulated - below };
}

function homeWinCoverage(matches: readonly Predicted[], close: Forecaster): Coverage | null {
  const told = matches.flatMap((match) => {
    const chance = close(match)?.result?.[0];
    const { rates, variance } = match;
    if (chance === undefined || variance === undefined) return [];
    const [goals, supremacy] = [rates.home + rates.away, Math.log(rates.home / rates.away)];
    const homeWin = (shift: number) => {
      const away = goals / (1 + Math.exp(supremacy + shift));
      return resultChances(goals - away, away).home;
    };
    const half = z * Math.sqrt(variance);
    return [{ chance, low: homeWin(-half), high: homeWin(half) }];
  });
  if (told.length === 0) return null;
  return coverageOf(
    told.map(({ chance }) => chance),
    told.map(({ low }) => low),
    told.map(({ high }) => high),
  );
}
