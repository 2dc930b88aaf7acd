import { topFive } from "@touchline/models";
import { deVig, type Prices } from "@touchline/odds";
import {
  brierScore,
  calibrationBins,
  expectedCalibrationError,
  logLoss,
  meanWithInterval,
  rankedProbabilityScore,
  selective,
} from "@touchline/scoring";
import { baseRates } from "./base-rates.ts";
import type { MatchChances, Predicted } from "./walk.ts";

const shares = [0.1, 0.25, 0.5] as const;
/** Accuracies at which the coverage is told. */
const targets = { result: 0.65, over: 0.7 } as const;

/** Scores of a model and of what it is measured against, on the five large leagues and on all. */
export function reportOf(predicted: readonly Predicted[]) {
  const base = baseRates(predicted);
  return {
    topFive: scoresOf(predicted.filter(({ competition }) => topFive.includes(competition))),
    all: scoresOf(predicted),
    references: {
      topFive: references(
        predicted.filter(({ competition }) => topFive.includes(competition)),
        base,
      ),
      all: references(predicted, base),
    },
  };
}

function scoresOf(matches: readonly Predicted[]) {
  const outcomes = matches.map(resultOf);
  const said = matches.map(({ chances }) => chances.result);
  const closing = matches.map((match) => resultOdds(match.closing, "power"));
  const minusClose = (score: (chances: readonly number[], outcome: number) => number) =>
    meanWithInterval(
      Float64Array.from(
        matches.flatMap((_, i) => {
          const close = closing[i];
          const outcome = outcomes[i] as number;
          return close == null ? [] : [score(said[i] as readonly number[], outcome) - score(close, outcome)];
        }),
      ),
    );
  const { coverageAtTarget, points } = selective(...surenessOf(said, outcomes), shares, targets.result);
  return {
    n: matches.length,
    ...threeWay(said, outcomes),
    ece: eceOf(said, outcomes),
    rpsMinusClose: minusClose(rankedProbabilityScore),
    logLossMinusClose: minusClose(logLoss),
    overUnder: {
      ...twoWay(
        matches.map(({ chances }) => chances.over),
        matches.map(isOver),
      ),
      ...goalsMinusClose(matches),
    },
    bothScore: twoWay(
      matches.map(({ chances }) => chances.bothScore),
      matches.map(isBoth),
    ),
    selective: { accuracy: points, coverageAt65: coverageAtTarget },
  };
}

function references(matches: readonly Predicted[], base: ReadonlyMap<string, MatchChances>) {
  const close = (way: "power" | "proportional") => quoted(matches, ({ closing }) => resultOdds(closing, way));
  const rates = matches.map(({ id }) => base.get(id) as MatchChances);
  return {
    closePower: close("power"),
    closeProportional: close("proportional"),
    averageBefore: quoted(matches, ({ average }) => resultOdds(average, "power")),
    baseRates: {
      n: matches.length,
      ...threeWay(
        rates.map(({ result }) => result),
        matches.map(resultOf),
      ),
      overUnder: twoWay(
        rates.map(({ over }) => over),
        matches.map(isOver),
      ),
      bothScore: twoWay(
        rates.map(({ bothScore }) => bothScore),
        matches.map(isBoth),
      ),
    },
  };
}

/** Scores of what odds say, on the matches that have them. */
function quoted(matches: readonly Predicted[], chancesOf: (match: Predicted) => readonly number[] | null) {
  const known = matches.flatMap((match) => {
    const chances = chancesOf(match);
    return chances === null ? [] : [{ chances, outcome: resultOf(match) }];
  });
  return {
    n: known.length,
    ...threeWay(
      known.map(({ chances }) => chances),
      known.map(({ outcome }) => outcome),
    ),
  };
}

function goalsMinusClose(matches: readonly Predicted[]) {
  const differences = matches.flatMap((match) => {
    const { closing } = match;
    if (closing === null || closing.over === null || closing.under === null) return [];
    const [close = Number.NaN] = deVig([closing.over, closing.under], "proportional");
    const pair = (over: number) => [over, 1 - over];
    const outcome = isOver(match) === 1 ? 0 : 1;
    return [logLoss(pair(match.chances.over), outcome) - logLoss(pair(close), outcome)];
  });
  return { logLossMinusClose: meanWithInterval(Float64Array.from(differences)) };
}

function threeWay(said: readonly (readonly number[])[], outcomes: readonly number[]) {
  const mean = (score: (chances: readonly number[], outcome: number) => number) =>
    said.reduce((sum, chances, i) => sum + score(chances, outcomes[i] as number), 0) / said.length;
  return {
    rps: mean(rankedProbabilityScore),
    logLoss: mean(logLoss),
    brier: mean(brierScore),
    accuracy: mean((chances, outcome) => (chances.indexOf(Math.max(...chances)) === outcome ? 1 : 0)),
  };
}

function twoWay(chances: readonly number[], happened: readonly number[]) {
  const mean = (of: (chance: number, came: number) => number) =>
    chances.reduce((sum, chance, i) => sum + of(chance, happened[i] as number), 0) / chances.length;
  const { coverageAtTarget } = selective(
    Float64Array.from(chances, (chance) => Math.max(chance, 1 - chance)),
    Uint8Array.from(chances, (chance, i) => (chance > 0.5 === (happened[i] === 1) ? 1 : 0)),
    shares,
    targets.over,
  );
  return {
    logLoss: mean((chance, came) => logLoss([1 - chance, chance], came)),
    accuracy: mean((chance, came) => (chance > 0.5 === (came === 1) ? 1 : 0)),
    ece: expectedCalibrationError(calibrationBins(Float64Array.from(chances), Uint8Array.from(happened))),
    coverageAt70: coverageAtTarget,
  };
}

/** Over the chances of all three results together. */
function eceOf(said: readonly (readonly number[])[], outcomes: readonly number[]): number {
  const chances = Float64Array.from(said.flat());
  const happened = Uint8Array.from(said.flatMap((each, i) => each.map((_, k) => (k === outcomes[i] ? 1 : 0))));
  return expectedCalibrationError(calibrationBins(chances, happened));
}

function surenessOf(said: readonly (readonly number[])[], outcomes: readonly number[]): [Float64Array, Uint8Array] {
  const sureness = Float64Array.from(said, (chances) => Math.max(...chances));
  const right = Uint8Array.from(said, (chances, i) => (chances.indexOf(sureness[i] as number) === outcomes[i] ? 1 : 0));
  return [sureness, right];
}

function resultOdds(prices: Prices | null, way: "power" | "proportional"): readonly number[] | null {
  return prices === null ? null : deVig([prices.home, prices.draw, prices.away], way);
}

function resultOf({ score: { home, away } }: Predicted): number {
  return home > away ? 0 : home === away ? 1 : 2;
}

const isOver = ({ score }: Predicted): number => (score.home + score.away > 2 ? 1 : 0);
const isBoth = ({ score }: Predicted): number => (score.home > 0 && score.away > 0 ? 1 : 0);
