import { FisherScoring } from "../strengths/fisher-scoring.ts";
import { logistic, type OrderedLogit, orderedChances } from "./ordered-logit.ts";

const ridge = 10;
const rounds = 30;

/** Weights and cuts that minimise the log-loss. `outcomes`: 0 home win, 1 draw, 2 away win. */
export function fitOrderedLogit(
  rows: readonly (readonly number[])[],
  outcomes: readonly number[],
  width: number,
): OrderedLogit {
  const start = [...Array.from({ length: width }, () => 0), -0.85, 0.3];
  const weights = [...start];
  for (let round = 0; round < rounds; round++) {
    const fisher = new FisherScoring(weights, start, ridge);
    const model = modelOf(weights);
    rows.forEach((x, i) => {
      const place = x.reduce((sum, value, j) => sum + value * (model.weights[j] as number), 0);
      const [low, high] = model.cuts.map((cut) => logistic(cut - place) * (1 - logistic(cut - place))) as [
        number,
        number,
      ];
      const slopes = [
        [...x.map((value) => value * high), 0, -high],
        [...x.map((value) => value * (low - high)), -low, high],
        [...x.map((value) => -value * low), low, 0],
      ];
      fisher.addOutcome(orderedChances(model, x), slopes, outcomes[i] as number);
    });
    if (fisher.step(weights) < 1e-9) break;
  }
  return modelOf(weights);
}

function modelOf(weights: readonly number[]): OrderedLogit {
  const [low = 0, high = 0] = weights.slice(-2);
  return { weights: weights.slice(0, -2), cuts: [low, high] };
}
