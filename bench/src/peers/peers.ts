import {
  bothScore,
  calibrationErrorOf,
  evaluationOf,
  type Forecaster,
  isTopFive,
  judged,
  meanOf,
  minus,
  overUnder,
  referenceForecasters,
  result,
  scores,
} from "@touchline/cli/evaluate";
import { readTeams } from "@touchline/results";
import type { MeanWithInterval } from "@touchline/scoring";
import { penaltyblogForecasts } from "./penaltyblog-forecasts.ts";
import { spiForecasts } from "./spi-forecasts.ts";

export interface PeersOptions {
  readonly history: readonly string[];
  readonly test: string;
  readonly spi: string | undefined;
  /** Trained on seasons before the test, where those that are shipped were not. */
  readonly weights: readonly string[];
}

type Predicted = Parameters<Forecaster>[0];

/**
 * Our models beside penaltyblog's, FiveThirtyEight's published forecasts and the closing odds, on the same matches of the five large
 * leagues: scores, differences from the close, and ours minus the peer's on the matches that it speaks of.
 */
export async function peers(
  { history, test, spi, weights }: PeersOptions,
  say: (text: string) => void,
): Promise<object> {
  const ours: Record<string, Forecaster> = {};
  const models: Record<string, object> = {};
  let matches: readonly Predicted[] = [];
  let references: ReturnType<typeof referenceForecasters> | undefined;
  let penaltyblog: Awaited<ReturnType<typeof penaltyblogForecasts>> | undefined;
  for (const [place, odds] of (["none", "past"] as const).entries()) {
    const evaluation = evaluationOf({ history, test, odds, artefact: weights[place] }, say);
    const { model, predicted, base } = evaluation;
    const large = predicted.filter(isTopFive);
    const said = new Map(large.map((match) => [match.id, match.chances]));
    ours[model.id] = ({ id }) => said.get(id) ?? null;
    const seen = large.filter(({ season }) => season <= model.artefact.trained.until).length;
    models[model.id] = { odds, trained: model.artefact.trained, ofTrainedSeasons: seen };
    if (references !== undefined) continue;
    [matches, references] = [large, referenceForecasters(base)];
    say("fitting penaltyblog's models week by week: some minutes ...");
    penaltyblog = await penaltyblogForecasts(evaluation.matches.history.played(), new Set(large.map(({ id }) => id)));
  }
  if (references === undefined || penaltyblog === undefined) throw new Error("no model of ours");
  const by =
    (said: ReadonlyMap<string, ReturnType<Forecaster>>): Forecaster =>
    ({ id }) =>
      said.get(id) ?? null;
  const theirs: Record<string, Forecaster> = {
    closePower: references.closePower,
    closeProportional: references.closeProportional,
    averageBefore: references.averageBefore,
    "penaltyblog Dixon-Coles": by(penaltyblog["dixon-coles"]),
    "penaltyblog pi-ratings, ordered logit": by(penaltyblog["pi-ratings"]),
    ...(spi === undefined ? {} : { "FiveThirtyEight SPI": by(spiForecasts(spi, readTeams())) }),
    baseRates: references.baseRates,
  };
  const close = references.closePower;
  const silent = Object.keys(theirs).filter((name) => judged(matches, theirs[name] as Forecaster, result).length === 0);
  for (const name of silent) {
    say(`${name} says nothing of these matches: left out`);
    delete theirs[name];
  }
  const scored = (forecasters: Record<string, Forecaster>) =>
    Object.fromEntries(Object.entries(forecasters).map(([name, each]) => [name, scoresOf(matches, each, close)]));
  return {
    matches: matches.length,
    seasons: [...new Set(matches.map(({ season }) => season))].sort(),
    models,
    ours: scored(ours),
    theirs: Object.fromEntries(
      Object.entries(scored(theirs)).map(([name, report]) => [
        name,
        { ...report, oursMinus: oursMinus(matches, ours, theirs[name] as Forecaster) },
      ]),
    ),
  };
}

function scoresOf(matches: readonly Predicted[], forecaster: Forecaster, close: Forecaster) {
  const said = judged(matches, forecaster, result);
  const closing = judged(matches, close, result);
  const goals = (market: typeof overUnder) => {
    const of = judged(matches, forecaster, market);
    if (of.length === 0) return null;
    const logLossMinusClose = minus(of, judged(matches, close, market), scores.logLoss);
    return { n: of.length, logLoss: meanOf(of, scores.logLoss), logLossMinusClose: rounded(logLossMinusClose) };
  };
  return {
    n: said.length,
    rps: meanOf(said, scores.rps),
    logLoss: meanOf(said, scores.logLoss),
    accuracy: meanOf(said, scores.accuracy),
    ece: calibrationErrorOf(said, result),
    rpsMinusClose: rounded(minus(said, closing, scores.rps)),
    logLossMinusClose: rounded(minus(said, closing, scores.logLoss)),
    overUnder: goals(overUnder),
    bothScore: goals(bothScore),
  };
}

/** RPS and log-loss of each of our models minus a peer's, on the matches that the peer speaks of. */
function oursMinus(matches: readonly Predicted[], ours: Record<string, Forecaster>, peer: Forecaster) {
  const theirs = judged(matches, peer, result);
  return Object.fromEntries(
    Object.entries(ours).map(([model, forecaster]) => {
      const said = judged(matches, forecaster, result);
      return [
        model,
        { rps: rounded(minus(said, theirs, scores.rps)), logLoss: rounded(minus(said, theirs, scores.logLoss)) },
      ];
    }),
  );
}

function rounded({ value, low, high }: MeanWithInterval): MeanWithInterval {
  const to5 = (part: number) => Math.round(part * 1e5) / 1e5;
  return { value: to5(value), low: to5(low), high: to5(high) };
}
