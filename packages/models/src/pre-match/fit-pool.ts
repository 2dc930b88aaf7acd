import { FisherScoring } from "../strengths/fisher-scoring.ts";
import type { Chances } from "./member-form.ts";
import { type Pool, pooledMin } from "./pool.ts";

/** Precision of the prior, in matches' worth of information: that one member says it all, and about the draw as it is. */
const ridge = { weights: 2_000, draw: 1_000 } as const;
const rounds = 25;

/**
 * Weights of members and bias that minimise the log-loss on matches that none of them has learnt from. `answers`: by member, a match
 * each; `outcomes`: 0 home win, 1 draw, 2 away win; `believed`: the member that is believed alone until matches say otherwise. A
 * member that would count less than nothing is left at 0. Home wins get no bias: how much being at home is worth drifts, and the
 * strengths follow it.
 */
export function fitPool(
  answers: Readonly<Record<string, readonly Chances[]>>,
  outcomes: readonly number[],
  believed: string,
): Pool {
  let names = Object.keys(answers);
  for (;;) {
    const weights = fit(
      names.map((name) => answers[name] as Chances[]),
      names.map((name) => (name === believed ? 1 : 0)),
      outcomes,
    );
    const against = names.filter((_, i) => (weights[i] as number) < 0);
    if (against.length === 0) return poolOf(Object.keys(answers), names, weights);
    // one at a time, the worst first: without it another may be worth something again
    const worst = names.reduce((a, b) =>
      (weights[names.indexOf(b)] as number) < (weights[names.indexOf(a)] as number) ? b : a,
    );
    names = names.filter((name) => name !== worst);
  }
}

function fit(
  members: readonly (readonly Chances[])[],
  start: readonly number[],
  outcomes: readonly number[],
): number[] {
  const prior = [...start, 0];
  const weights = [...prior];
  const logs = outcomes.map((_, i) =>
    members.map((answers) => (answers[i] as Chances).map((chance) => Math.log(Math.max(pooledMin, chance)))),
  );
  for (let round = 0; round < rounds; round++) {
    const fisher = new FisherScoring(weights, prior, [...members.map(() => ridge.weights), ridge.draw]);
    outcomes.forEach((outcome, i) => {
      const x = [0, 1, 2].map((k) => [...(logs[i] as number[][]).map((log) => log[k] as number), k === 1 ? 1 : 0]);
      const scores = x.map((row) => Math.exp(row.reduce((sum, value, j) => sum + value * (weights[j] as number), 0)));
      const all = scores.reduce((a, b) => a + b);
      const chances = scores.map((score) => score / all);
      const mean = weights.map((_, j) =>
        x.reduce((sum, row, k) => sum + (chances[k] as number) * (row[j] as number), 0),
      );
      const slopes = x.map((row, k) => row.map((value, j) => (chances[k] as number) * (value - (mean[j] as number))));
      fisher.addOutcome(chances, slopes, outcome);
    });
    if (fisher.step(weights) < 1e-9) break;
  }
  return weights;
}

function poolOf(all: readonly string[], kept: readonly string[], weights: readonly number[]): Pool {
  const of = (name: string) => (kept.includes(name) ? (weights[kept.indexOf(name)] as number) : 0);
  const draw = weights.at(-1) ?? 0;
  return { weights: Object.fromEntries(all.map((name) => [name, of(name)])), bias: [0, draw] };
}
