import { topFive } from "@touchline/models";
import {
  type ByChance,
  calibrationErrorByChance,
  type MeanWithInterval,
  type SelectivePoint,
} from "@touchline/scoring";
import { type Forecaster, ofModel, type ReferenceName, referenceForecasters } from "./forecasts.ts";
import { type IntervalsReport, intervalsReport } from "./intervals.ts";
import { calibrationErrorOf, type Judged, judged, meanOf, minus, scores, selectiveOf } from "./judged.ts";
import { bothScore, type Market, overUnder, result } from "./markets.ts";
import type { MatchChances, Predicted } from "./predicted.ts";

const shares = [0.1, 0.25, 0.5] as const;
/** Accuracies at which the coverage is told. */
const targets = { result: 0.65, over: 0.7 } as const;

/** Log-loss, accuracy, expected calibration error of a market of two outcomes, on the `n` matches that the forecast speaks of. */
export interface TwoWayScores {
  readonly n: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly accuracy: number;
  readonly ece: number;
}

export interface ResultScores extends TwoWayScores {
  readonly rps: number;
}

/** `minusClose` and `minusBaseRate` are of log-loss: below 0 the model is the better one. */
export interface TwoWayReport extends TwoWayScores {
  /** What a forecast that is exactly right would have for `ece` on these matches. */
  readonly eceByChance: ByChance;
  readonly minusClose: MeanWithInterval;
  readonly minusBaseRate: MeanWithInterval;
}

export interface SelectiveReport {
  readonly accuracy: readonly SelectivePoint[];
  /** Largest share of the matches, the surest, on which 1X2 is right 65 % of the time. */
  readonly coverageAt65: number;
  readonly overUnder: { readonly accuracy: readonly SelectivePoint[]; readonly coverageAt70: number };
}

export interface GroupReport extends ResultScores {
  readonly eceByChance: ByChance;
  /** Matches with closing prices; the differences are on these. */
  readonly withClose: number;
  readonly rpsMinusClose: MeanWithInterval;
  readonly logLossMinusClose: MeanWithInterval;
  readonly rpsMinusBaseRate: MeanWithInterval;
  readonly overUnder: TwoWayReport;
  readonly bothScore: TwoWayReport;
  readonly selective: SelectiveReport;
  readonly intervals: IntervalsReport;
}

/** Scores of what a model is measured against, and the model's minus these on the same matches. */
export interface ReferenceReport extends ResultScores {
  readonly overUnder: TwoWayScores;
  readonly bothScore: TwoWayScores;
  /** Whose prices of the result, and on how many matches. */
  readonly books?: Readonly<Record<string, number>>;
  readonly modelMinus: Readonly<Record<"rps" | "logLoss" | "brier" | "accuracy", MeanWithInterval>> & {
    /** Of log-loss. */
    readonly overUnder: MeanWithInterval;
    readonly bothScore: MeanWithInterval;
  };
}

type References = Readonly<Record<ReferenceName, ReferenceReport>>;

export interface Report {
  readonly topFive: GroupReport;
  readonly all: GroupReport;
  readonly references: { readonly topFive: References; readonly all: References };
}

export const isTopFive = ({ competition }: Predicted): boolean => topFive.includes(competition);

/** Scores of a model and of what it is measured against, on the five large leagues and on all. */
export function reportOf(predicted: readonly Predicted[], base: ReadonlyMap<string, MatchChances>): Report {
  const large = predicted.filter(isTopFive);
  const references = referenceForecasters(base);
  return {
    topFive: groupReport(large, references),
    all: groupReport(predicted, references),
    references: { topFive: referencesOf(large, references), all: referencesOf(predicted, references) },
  };
}

type Forecasters = ReturnType<typeof referenceForecasters>;

function groupReport(matches: readonly Predicted[], { closePower, baseRates }: Forecasters): GroupReport {
  const said = judged(matches, ofModel, result);
  const close = judged(matches, closePower, result);
  const over = judged(matches, ofModel, overUnder);
  const { points, coverageAtTarget } = selectiveOf(said, shares, targets.result);
  const surest = selectiveOf(over, shares, targets.over);
  const twoWay = (market: Market): TwoWayReport => {
    const mine = judged(matches, ofModel, market);
    return {
      ...twoWayScores(mine, market),
      eceByChance: byChance(mine, market),
      minusClose: minus(mine, judged(matches, closePower, market), scores.logLoss),
      minusBaseRate: minus(mine, judged(matches, baseRates, market), scores.logLoss),
    };
  };
  return {
    ...resultScores(said),
    eceByChance: byChance(said, result),
    withClose: close.length,
    rpsMinusClose: minus(said, close, scores.rps),
    logLossMinusClose: minus(said, close, scores.logLoss),
    rpsMinusBaseRate: minus(said, judged(matches, baseRates, result), scores.rps),
    overUnder: twoWay(overUnder),
    bothScore: twoWay(bothScore),
    selective: {
      accuracy: points,
      coverageAt65: coverageAtTarget,
      overUnder: { accuracy: surest.points, coverageAt70: surest.coverageAtTarget },
    },
    intervals: intervalsReport(matches, closePower),
  };
}

function referencesOf(matches: readonly Predicted[], references: Forecasters): References {
  const entries = Object.entries(references).map(([name, forecaster]) => [
    name,
    { ...referenceReport(matches, forecaster), ...booksOf(matches, name as ReferenceName) },
  ]);
  return Object.fromEntries(entries) as References;
}

function referenceReport(matches: readonly Predicted[], forecaster: Forecaster): ReferenceReport {
  const [model, theirs] = [ofModel, forecaster].map((each) => ({
    result: judged(matches, each, result),
    overUnder: judged(matches, each, overUnder),
    bothScore: judged(matches, each, bothScore),
  })) as [
    Record<"result" | "overUnder" | "bothScore", Judged[]>,
    Record<"result" | "overUnder" | "bothScore", Judged[]>,
  ];
  const minusBy = (score: keyof typeof scores) => minus(model.result, theirs.result, scores[score]);
  return {
    ...resultScores(theirs.result),
    overUnder: twoWayScores(theirs.overUnder, overUnder),
    bothScore: twoWayScores(theirs.bothScore, bothScore),
    modelMinus: {
      rps: minusBy("rps"),
      logLoss: minusBy("logLoss"),
      brier: minusBy("brier"),
      accuracy: minusBy("accuracy"),
      overUnder: minus(model.overUnder, theirs.overUnder, scores.logLoss),
      bothScore: minus(model.bothScore, theirs.bothScore, scores.logLoss),
    },
  };
}

/** Pinnacle's closing prices are not told of every season: the market's mean stands in. */
function booksOf(matches: readonly Predicted[], name: ReferenceName): { books?: Record<string, number> } {
  if (!name.startsWith("close")) return {};
  const books: Record<string, number> = {};
  for (const { closing } of matches) if (closing !== null) books[closing.book] = (books[closing.book] ?? 0) + 1;
  return { books };
}

function resultScores(said: readonly Judged[]): ResultScores {
  const { n, ...others } = twoWayScores(said, result);
  return { n, rps: meanOf(said, scores.rps), ...others };
}

function twoWayScores(said: readonly Judged[], market: Market): TwoWayScores {
  return {
    n: said.length,
    logLoss: meanOf(said, scores.logLoss),
    brier: meanOf(said, scores.brier),
    accuracy: meanOf(said, scores.accuracy),
    ece: calibrationErrorOf(said, market),
  };
}

function byChance(said: readonly Judged[], { counted }: Market): ByChance {
  return calibrationErrorByChance(
    said.map(({ chances }) => chances),
    counted,
  );
}
