import {
  brierScore,
  calibrationBins,
  expectedCalibrationError,
  logLoss,
  type MeanWithInterval,
  meanWithInterval,
  rankedProbabilityScore,
  selective,
} from "@touchline/scoring";
import type { Forecaster } from "./forecasts.ts";
import type { Market } from "./markets.ts";
import type { Predicted } from "./predicted.ts";

/** What was said of a market of a match, and how it came out. */
export interface Judged {
  readonly id: string;
  readonly chances: readonly number[];
  readonly outcome: number;
}

/** The matches of which the forecaster says something on that market. */
export function judged(matches: readonly Predicted[], forecaster: Forecaster, market: Market): Judged[] {
  return matches.flatMap((match) => {
    const forecast = forecaster(match);
    const chances = forecast === null ? null : market.chances(forecast);
    return chances === null ? [] : [{ id: match.id, chances, outcome: market.outcome(match) }];
  });
}

export type Score = (chances: readonly number[], outcome: number) => number;

/** 1 where the likeliest outcome came. */
export const hit: Score = (chances, outcome) => (chances.indexOf(Math.max(...chances)) === outcome ? 1 : 0);

export function meanOf(said: readonly Judged[], score: Score): number {
  return said.reduce((sum, { chances, outcome }) => sum + score(chances, outcome), 0) / said.length;
}

/** Expected calibration error, in ten bins of equal width. */
export function calibrationErrorOf(said: readonly Judged[], { counted }: Market): number {
  return said.length === 0 ? Number.NaN : expectedCalibrationError(binsOf(said, counted));
}

/** Of the first `counted` chances together; of one alone where `only` names its place. */
export function binsOf(said: readonly Judged[], counted: number, only: number | null = null) {
  const places = only === null ? Array.from({ length: counted }, (_, place) => place) : [only];
  return calibrationBins(
    Float64Array.from(said.flatMap(({ chances }) => places.map((place) => chances[place] as number))),
    Uint8Array.from(said.flatMap(({ outcome }) => places.map((place) => (place === outcome ? 1 : 0)))),
  );
}

/** Accuracy on the surest shares, and the largest share on which it reaches the target. */
export function selectiveOf(said: readonly Judged[], shares: readonly number[], target: number) {
  return selective(
    Float64Array.from(said, ({ chances }) => Math.max(...chances)),
    Uint8Array.from(said, ({ chances, outcome }) => hit(chances, outcome)),
    shares,
    target,
  );
}

/** Fewer weeks than these are too few to draw from: matches are drawn then, each by itself. */
const weeksLeast = 20;

/** Mean of one's score minus the other's on the matches that both speak of, with the bootstrap interval of whole weeks drawn anew. */
export function minus(one: readonly Judged[], other: readonly Judged[], score: Score): MeanWithInterval {
  const others = new Map(other.map((each) => [each.id, each]));
  const both = one.flatMap((mine) => {
    const theirs = others.get(mine.id);
    return theirs === undefined ? [] : [{ mine, theirs }];
  });
  const differences = Float64Array.from(
    both,
    ({ mine, theirs }) => score(mine.chances, mine.outcome) - score(theirs.chances, theirs.outcome),
  );
  const weeks = both.map(({ mine }) => weekOf(mine.id));
  return meanWithInterval(differences, new Set(weeks).size < weeksLeast ? null : weeks);
}

/** Weeks since the epoch, from Tuesday to Monday: a round of matches seldom crosses that. */
function weekOf(id: string): number {
  const day = Date.parse(id.slice(0, 10)) / 86_400_000;
  return Math.floor((day + 2) / 7);
}

export const scores = { rps: rankedProbabilityScore, logLoss, brier: brierScore, accuracy: hit } as const;
