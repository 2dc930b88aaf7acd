import { resultChances } from "@touchline/odds";
import { split } from "../strengths/stack.ts";
import type { Chances } from "./member-form.ts";

/** What one distribution of scores is made from. */
export interface Projection {
  readonly home: number;
  readonly away: number;
  /** ρ of Dixon and Coles. */
  readonly dependence: number;
}

/** Beyond these the dependence is not what data show, and scores could get chances below 0. */
export const dependenceRange = { least: -0.25, most: 0.1 } as const;

const supremacyMax = 5;
const roundsMax = 60;
const enough = 1e-14;

/**
 * The distribution of scores with these chances of 1X2 and so many goals in all: the ratio of the rates gives home against away, the
 * dependence gives the draw. Where no dependence in the range gives it, the draw is as near as it gets and home against away holds.
 * All markets that are read off it are coherent, whatever the chances came from.
 *
 * Dixon and Coles take from home and away as much as they give to the draw, half from each: whatever the dependence, home + draw / 2 is
 * that of independent goals. So the ratio is found by itself, and the dependence follows from it.
 */
export function projected([home, draw, away]: Chances, goals: number): Projection {
  const sum = home + draw + away;
  const wanted = (home + draw / 2) / sum;
  const supremacy = rootOf(
    (x) => {
      const rates = split(goals, x);
      const chances = resultChances(rates.home, rates.away, 0);
      return chances.home + chances.draw / 2 - wanted;
    },
    0.6 * Math.log(home / away),
  );
  const rates = split(goals, supremacy);
  // the draw is linear in the dependence: Dixon and Coles give 2 ρ λ μ e^(−λ−μ) to 0-0 and 1-1, less than nothing where ρ is above 0
  const perUnit = 2 * rates.home * rates.away * Math.exp(-goals);
  const asked = (resultChances(rates.home, rates.away, 0).draw - draw / sum) / perUnit;
  const dependence = Math.min(dependenceRange.most, Math.max(dependenceRange.least, asked));
  if (dependence === asked) return { ...rates, dependence };
  const share = home / (home + away);
  return {
    ...split(
      goals,
      rootOf((x) => shareAt(goals, x, dependence) - share, supremacy),
    ),
    dependence,
  };
}

function shareAt(goals: number, supremacy: number, dependence: number): number {
  const { home, away } = split(goals, supremacy);
  const chances = resultChances(home, away, dependence);
  return chances.home / (chances.home + chances.away);
}

/** Where a rising function of the log of the ratio of goals is 0 (secants, kept in bounds). */
function rootOf(f: (x: number) => number, start: number): number {
  let low = -supremacyMax;
  let high = supremacyMax;
  let x = Math.min(high, Math.max(low, start));
  let slope = 0.25;
  let [before, offBefore] = [Number.NaN, Number.NaN];
  for (let round = 0; round < roundsMax; round++) {
    const off = f(x);
    if (Math.abs(off) < enough) break;
    if (off > 0) high = x;
    else low = x;
    const rise = (off - offBefore) / (x - before);
    if (rise > 0) slope = rise;
    [before, offBefore] = [x, off];
    const next = x - off / slope;
    x = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(x - before) < 1e-13) break;
  }
  return x;
}
