import type { MeanWithInterval } from "@touchline/scoring";
import { ofModel, type referenceForecasters } from "../forecasts.ts";
import { judged, meanOf, minus, scores } from "../judged.ts";
import { bothScore, overUnder, result } from "../markets.ts";
import type { Predicted } from "../predicted.ts";

/** Scores on some of the matches. */
export interface Slice {
  readonly name: string;
  readonly n: number;
  readonly rps: number;
  readonly accuracy: number;
  readonly closeRps: number;
  readonly rpsMinusClose: MeanWithInterval;
  readonly logLossMinusClose: MeanWithInterval;
  readonly overMinusClose: MeanWithInterval;
  readonly bothMinusBaseRate: MeanWithInterval;
}

/** Scores by what `nameOf` says of a match, in the order of the names. */
export function slicesBy(
  matches: readonly Predicted[],
  { closePower, baseRates }: ReturnType<typeof referenceForecasters>,
  nameOf: (match: Predicted) => string,
): Slice[] {
  const groups = Map.groupBy(matches, nameOf);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, group]): Slice => {
      const [said, close] = [judged(group, ofModel, result), judged(group, closePower, result)];
      const [over, both] = [judged(group, ofModel, overUnder), judged(group, ofModel, bothScore)];
      return {
        name,
        n: group.length,
        rps: meanOf(said, scores.rps),
        accuracy: meanOf(said, scores.accuracy),
        closeRps: meanOf(close, scores.rps),
        rpsMinusClose: minus(said, close, scores.rps),
        logLossMinusClose: minus(said, close, scores.logLoss),
        overMinusClose: minus(over, judged(group, closePower, overUnder), scores.logLoss),
        bothMinusBaseRate: minus(both, judged(group, baseRates, bothScore), scores.logLoss),
      };
    });
}
