import { overChance } from "@touchline/odds";
import { FisherScoring } from "../strengths/fisher-scoring.ts";
import type { GoalsCalibration } from "./artefact.ts";

/** A match to calibrate on: what was thought of the sum of its goals, as logs, and whether there were three or more. */
export interface GoalsRow {
  readonly strengths: number;
  /** Of the match's own prices; null where they are not known or not to be looked at. */
  readonly prices: number | null;
  readonly over: boolean;
}

/** Precision of the prior that the strengths are right as they are, in matches' worth of information. */
const ridge = 100;
const step = 1e-5;

/** Shift and scale that minimise the log-loss of over 2.5 goals. Rows have all prices or none. */
export function fitGoals(rows: readonly GoalsRow[]): GoalsCalibration {
  const priced = rows.some(({ prices }) => prices !== null);
  const start = priced ? [0, 0, 1] : [0, 1];
  const weights = [...start];
  for (let round = 0; round < 20; round++) {
    const fisher = new FisherScoring(weights, start, ridge);
    for (const { strengths, prices, over } of rows) {
      const x = prices === null ? [1, strengths] : [1, strengths, prices];
      const log = x.reduce((sum, value, j) => sum + value * (weights[j] as number), 0);
      const chance = overChance(Math.exp(log));
      const slope = (overChance(Math.exp(log + step)) - chance) / step;
      fisher.addOutcome([chance, 1 - chance], [x.map((v) => v * slope), x.map((v) => -v * slope)], over ? 0 : 1);
    }
    if (fisher.step(weights) < 1e-9) break;
  }
  const [shift = 0, scale = 0, prices = 0] = weights;
  return { shift, scale, prices };
}
