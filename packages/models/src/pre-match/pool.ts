import type { Chances } from "./member-form.ts";

/** A logarithmic opinion pool of 1X2 chances: p ∝ exp(bias) × Π member's p to its weight (Genest and Zidek 1986). */
export interface Pool {
  /** By member; their sum is the inverse of a temperature, so a pool calibrates too. Not below 0. */
  readonly weights: Readonly<Record<string, number>>;
  /** Of home win and of draw, against away win. */
  readonly bias: readonly [home: number, draw: number];
}

/** No member's chance counts as less than this, so that one alone cannot rule a result out. */
export const pooledMin = 1e-6;

/** Chances of the members together. `answers` and `weights` go by the same names; members without weight need no answer. */
export function pooled(
  weights: Readonly<Record<string, number>>,
  bias: Pool["bias"],
  answers: Readonly<Record<string, Chances | null>>,
): Chances {
  let home = bias[0];
  let draw = bias[1];
  let away = 0;
  for (const name in weights) {
    const weight = weights[name] as number;
    const answer = answers[name];
    if (weight === 0 || answer == null) continue;
    home += weight * Math.log(Math.max(pooledMin, answer[0]));
    draw += weight * Math.log(Math.max(pooledMin, answer[1]));
    away += weight * Math.log(Math.max(pooledMin, answer[2]));
  }
  const most = Math.max(home, draw, away);
  home = Math.exp(home - most);
  draw = Math.exp(draw - most);
  away = Math.exp(away - most);
  const sum = home + draw + away;
  return [home / sum, draw / sum, away / sum];
}
