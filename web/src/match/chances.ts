import type { CauseView, PredictionPoint } from "@touchline/client";
import { type Moment, periods } from "@touchline/client/words";

/** What chances are counted in: expected goals where the provider tells them, else shots, else nothing. */
export type Measure = "expected goals" | "shots" | "none";

/** A side's chance to score, or several of one moment. Below 0 where one was taken back later than it was told. */
export interface Chance extends Moment {
  readonly side: "home" | "away";
  readonly worth: number;
}

export interface Chances {
  readonly measure: Measure;
  /** In the order of play. */
  readonly all: readonly Chance[];
}

/** The chances of a match so far, from how its expected goals grew from point to point, or from its shots. */
export function chancesOf(points: readonly PredictionPoint[]): Chances {
  const grown = growthOf(points);
  if (grown.length > 0) return { measure: "expected goals", all: grown.sort(inOrder) };
  const shots = shotsOf(points);
  return { measure: shots.length > 0 ? "shots" : "none", all: shots.sort(inOrder) };
}

/** What each side has had by the last of the chances: a sum per side after each chance, for lines that run in steps. */
export function sums({ all }: Chances): (Moment & { readonly home: number; readonly away: number })[] {
  const total = { home: 0, away: 0 };
  return all.map(({ period, second, side, worth }) => {
    total[side] += worth;
    return { period, second, ...total };
  });
}

export interface MinuteBar extends Moment {
  readonly home: number;
  readonly away: number;
}

/** Weights of a minute and of those before it, the latest first. */
export const minuteWeights = [1, 0.8, 0.6, 0.4, 0.2] as const;

/**
 * Momentum of each minute that has been played: the sum of minuteWeights[k] x what the side's chances k minutes before were worth, within
 * a period. It describes; it is no forecast. `played`: moments of the match so far, in any order.
 */
export function momentum({ all }: Chances, played: readonly Moment[]): MinuteBar[] {
  const worth = new Map<string, number>();
  const last = new Map<number, number>();
  const reaches = ({ period, second }: Moment) => {
    if (period in periods) last.set(period, Math.max(last.get(period) ?? 0, Math.floor(second / 60)));
  };
  for (const { period, second, side, worth: more } of all) {
    const key = `${side} ${period} ${Math.floor(second / 60)}`;
    worth.set(key, (worth.get(key) ?? 0) + more);
    reaches({ period, second });
  }
  for (const moment of played) reaches(moment);
  const bars: MinuteBar[] = [];
  for (const [period, minutes] of [...last].sort(([a], [b]) => a - b)) {
    for (let minute = 0; minute <= minutes; minute++) {
      const of = (side: string) =>
        minuteWeights.reduce((sum, weight, k) => sum + weight * (worth.get(`${side} ${period} ${minute - k}`) ?? 0), 0);
      bars.push({ period, second: minute * 60, home: Math.max(0, of("home")), away: Math.max(0, of("away")) });
    }
  }
  return bars;
}

function growthOf(points: readonly PredictionPoint[]): Chance[] {
  const grown: Chance[] = [];
  let before = { home: 0, away: 0 };
  for (const { expectedGoals, cause } of points) {
    for (const side of ["home", "away"] as const) {
      const worth = expectedGoals[side] - before[side];
      if (Math.abs(worth) > negligible) grown.push({ period: cause.period, second: cause.second, side, worth });
    }
    before = expectedGoals;
  }
  return grown;
}

/** Shots that stand, each once. */
function shotsOf(points: readonly PredictionPoint[]): Chance[] {
  const latest = new Map<string, CauseView>();
  for (const { cause } of points) {
    if (cause.type === "SHOT" && cause.revision >= (latest.get(cause.id)?.revision ?? 0)) latest.set(cause.id, cause);
  }
  return [...latest.values()].flatMap(({ status, side, period, second }) =>
    status === "CONFIRMED" && side !== null
      ? [{ period, second, side: side === "HOME" ? ("home" as const) : ("away" as const), worth: 1 }]
      : [],
  );
}

/** Expected goals come rounded to 5 decimals. */
const negligible = 1e-6;

const inOrder = (a: Moment, b: Moment) => a.period - b.period || a.second - b.second;
