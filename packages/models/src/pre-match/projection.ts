import { resultChances, dependence as usualDependence } from "@touchline/odds";
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
const rounds = 20;
const enough = 1e-10;

/**
 * The distribution of scores with these chances of 1X2 and so many goals in all: the ratio of the rates gives home against away, the
 * dependence gives the draw. Where no dependence in the range gives it, the draw is as near as it gets and home against away holds.
 * All markets that are read off it are coherent, whatever the chances came from.
 */
export function projected([home, draw, away]: Chances, goals: number): Projection {
  const share = home / (home + away);
  let supremacy = 0;
  /** How far the dependence that the draw asks for is from the one that the rates were found with. */
  const off = (dependence: number): number => {
    supremacy = supremacyOf(share, goals, dependence, supremacy);
    const rates = split(goals, supremacy);
    // the draw is linear in the dependence: Dixon and Coles give 2 ρ λ μ e^(−λ−μ) to 0-0 and 1-1, less than nothing where ρ is above 0
    const perUnit = 2 * rates.home * rates.away * Math.exp(-goals);
    return (resultChances(rates.home, rates.away, 0).draw - draw) / perUnit - dependence;
  };
  let [before, offBefore] = [usualDependence, off(usualDependence)];
  let dependence = bounded(before + offBefore);
  for (let round = 0; round < rounds; round++) {
    const here = off(dependence);
    if (Math.abs(here) < enough || here === offBefore) break;
    const next = bounded(dependence - (here * (dependence - before)) / (here - offBefore));
    if (next === dependence) break;
    [before, offBefore, dependence] = [dependence, here, next];
  }
  return { ...split(goals, supremacyOf(share, goals, dependence, supremacy)), dependence };
}

function bounded(dependence: number): number {
  return Math.min(dependenceRange.most, Math.max(dependenceRange.least, dependence));
}

/** Log of the ratio of goals at which home wins so large a share of what is not drawn (Newton's method, kept in bounds). */
function supremacyOf(share: number, goals: number, dependence: number, start: number): number {
  let low = -supremacyMax;
  let high = supremacyMax;
  let x = Math.min(high, Math.max(low, start));
  for (let round = 0; round < 60 && high - low > enough; round++) {
    const off = shareAt(goals, x, dependence) - share;
    if (Math.abs(off) < 1e-13) return x;
    if (off > 0) high = x;
    else low = x;
    const step = 1e-5;
    const slope = (shareAt(goals, x + step, dependence) - share - off) / step;
    const next = x - off / slope;
    x = next > low && next < high ? next : (low + high) / 2;
  }
  return x;
}

function shareAt(goals: number, supremacy: number, dependence: number): number {
  const { home, away } = split(goals, supremacy);
  const chances = resultChances(home, away, dependence);
  return chances.home / (chances.home + chances.away);
}
