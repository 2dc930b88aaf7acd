import { tableOf } from "@touchline/learning";
import { mulberry32 } from "@touchline/scoring";
import type { Examples } from "./examples.ts";

/** Logs of the factors on the goals of home and away that made-up matches follow: curved in the first input, and none of it known. */
export const truth = (a: number, b: number) => [0.4 * Math.tanh(1.5 * a), -0.3 * Math.tanh(1.5 * a) + 0.2 * b] as const;

/** Matches whose scores are drawn from 1.5 and 1.1 goals, times the factors. The third input is noise, far from 0 and wide. */
export function toyExamples(rows: number, seed = 1): Examples {
  const random = mulberry32(seed);
  const poisson = (mean: number) => {
    let goals = 0;
    for (let product = random(); product > Math.exp(-mean); product *= random()) goals += 1;
    return goals;
  };
  const values = Array.from({ length: rows }, () => [4 * random() - 2, 4 * random() - 2, 1_500 + 400 * random()]);
  const scored = values.map(([a = 0, b = 0]) => {
    const [home, away] = truth(a, b);
    return [poisson(1.5 * Math.exp(home)), poisson(1.1 * Math.exp(away))] as const;
  });
  return {
    table: tableOf(["a", "b", "noise"], values),
    expected: { home: new Float64Array(rows).fill(1.5), away: new Float64Array(rows).fill(1.1) },
    scored: { home: Uint8Array.from(scored, ([home]) => home), away: Uint8Array.from(scored, ([, away]) => away) },
  };
}
