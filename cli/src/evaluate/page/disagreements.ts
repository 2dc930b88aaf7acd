import type { MeanWithInterval } from "@touchline/scoring";
import { type Forecaster, ofModel } from "../forecasts.ts";
import { type Judged, judged, minus, scores } from "../judged.ts";
import { result } from "../markets.ts";
import type { Predicted } from "../predicted.ts";

/** A match of which the model and the close say different things. */
export interface Disagreement {
  readonly match: Predicted;
  readonly model: readonly number[];
  readonly close: readonly number[];
  readonly outcome: number;
  /** Half the sum of how far the three chances are apart: 0 to 1. */
  readonly distance: number;
}

/** The largest first. */
export function disagreements(matches: readonly Predicted[], close: Forecaster): Disagreement[] {
  const byId = new Map(matches.map((match) => [match.id, match]));
  const mine = new Map(judged(matches, ofModel, result).map((said) => [said.id, said]));
  return judged(matches, close, result)
    .map(({ id, chances, outcome }): Disagreement => {
      const model = (mine.get(id) as Judged).chances;
      const distance = chances.reduce((sum, chance, i) => sum + Math.abs(chance - (model[i] as number)), 0) / 2;
      return { match: byId.get(id) as Predicted, model, close: chances, outcome, distance };
    })
    .sort((a, b) => b.distance - a.distance || (a.match.id < b.match.id ? -1 : 1));
}

export interface DistanceBand {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly rps: MeanWithInterval;
}

const edges = [0, 0.02, 0.04, 0.06, 0.1, 1] as const;

/** RPS of the model minus the close's, by how far they are apart. */
export function byDistance(all: readonly Disagreement[]): DistanceBand[] {
  return edges.slice(1).map((to, i): DistanceBand => {
    const from = edges[i] as number;
    const band = all.filter(({ distance }) => distance >= from && distance < to);
    const said = (of: "model" | "close"): Judged[] =>
      band.map((each) => ({ id: each.match.id, chances: each[of], outcome: each.outcome }));
    return { from, to, n: band.length, rps: minus(said("model"), said("close"), scores.rps) };
  });
}

/** Share of the model in the mixture of both that has the least log-loss, in hundredths: what the model knows that the close does not. */
export function bestMixture(all: readonly Disagreement[]): number {
  let best = { share: 0, loss: Number.POSITIVE_INFINITY };
  for (let percent = 0; percent <= 100; percent++) {
    const share = percent / 100;
    let loss = 0;
    for (const { model, close, outcome } of all)
      loss -= Math.log(share * (model[outcome] as number) + (1 - share) * (close[outcome] as number));
    if (loss < best.loss) best = { share, loss };
  }
  return best.share;
}
