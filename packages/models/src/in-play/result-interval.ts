import type { MatchResultProbabilities, Prediction } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import type { Markets } from "../markets.ts";
import type { InPlayState } from "./in-play-state.ts";
import type { InPlayParameters } from "./parameters.ts";
import type { SideRates } from "./side-rates.ts";

/** Half the width of a 95 % interval, in standard deviations. */
const deviations = 1.96;

type Outcome = keyof MatchResultProbabilities;
const outcomes: readonly Outcome[] = ["home", "draw", "away"];

/**
 * 95 % intervals of the chances of the result: what they would be if the sides' strengths, and what a man more is worth, were known. Log
 * rates are taken to be normal; their variance is that of the belief, half for either side, narrowed by the shots seen so far, and
 * for unequal numbers the squared error of their effect. By the delta method on the log of the odds, with the exact slope of
 * Poisson goals: one goal more for a side, times its goals to come. Closes as the time does, for fewer goals are to come.
 */
export function resultInterval(
  { effects }: InPlayParameters,
  { variance }: Belief,
  { home, away }: InPlayState,
  { unknown }: SideRates,
  { matchResult, handicaps, remainingGoals }: Markets,
): Prediction["interval"] {
  const men = home.men - away.men;
  const ofMen = (more: number) => (more * (more > 0 ? effects.manMore : effects.manLess).error) ** 2;
  const ofHome = (variance / 2) * unknown.home + ofMen(men);
  const ofAway = (variance / 2) * unknown.away + ofMen(-men);
  const level = matchResult.draw;
  // the line of one goal given to a side is level where it loses by one
  const homeByOne = pushOf(handicaps, -1);
  const awayByOne = pushOf(handicaps, 1);
  const { home: μ, away: ν } = remainingGoals;
  const slopes = {
    home: [μ * level, -ν * homeByOne],
    draw: [μ * (awayByOne - level), ν * (homeByOne - level)],
    away: [-μ * awayByOne, ν * level],
  } as const satisfies Record<Outcome, readonly [number, number]>;
  const low = { home: 0, draw: 0, away: 0 };
  const high = { home: 0, draw: 0, away: 0 };
  for (const outcome of outcomes) {
    const chance = matchResult[outcome];
    const [byHome, byAway] = slopes[outcome];
    const odds = chance / (1 - chance);
    const deviation = Math.sqrt(ofHome * byHome * byHome + ofAway * byAway * byAway) / (chance * (1 - chance));
    const isOpen = chance > 0 && chance < 1 && Number.isFinite(deviation);
    low[outcome] = isOpen ? odds / (odds + Math.exp(deviations * deviation)) : chance;
    high[outcome] = isOpen ? odds / (odds + Math.exp(-deviations * deviation)) : chance;
  }
  return { low, high };
}

function pushOf(handicaps: Prediction["handicaps"], line: number): number {
  return handicaps.find((each) => each.line === line)?.push ?? 0;
}
