import type { PerSide } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import { partsLeft, partsOfMatch } from "../match-time.ts";
import type { InPlayState, SidePlayed } from "./in-play-state.ts";
import { type InPlayParameters, pseudoGoals, pseudoShots } from "./parameters.ts";

/** Shots of a match so far against what was to be expected of its sides, and what rates make of them. */
export interface ChancesSoFar {
  /** False where nobody tells shots, or somebody of whose shots nothing was learnt. */
  readonly told: boolean;
  /** Shots that were to be expected of each side by now. */
  readonly expected: PerSide;
  /** Logs of the factors on both sides' rates. */
  readonly effects: PerSide;
}

const none: PerSide = { home: 0, away: 0 };

const left = new Float64Array(partsOfMatch);

/** Share of a match's shots that should have been seen by now. */
export function playedShare({ shots: { parts } }: InPlayParameters, state: InPlayState): number {
  partsLeft(state, left);
  let [toCome, all] = [0, 0];
  for (let part = 0; part < partsOfMatch; part++) {
    toCome += (parts[part] as number) * (left[part] as number);
    all += parts[part] as number;
  }
  return Math.max(0, 1 - toCome / all);
}

/** `provider`: who tells the match; `played`: share of a match's shots that should have been seen by now. */
export function chancesSoFar(
  parameters: InPlayParameters,
  belief: Belief,
  state: InPlayState,
  provider: string,
  played: number,
): ChancesSoFar {
  const { shots } = parameters;
  const inMatch = shots.level[provider];
  const level = (inMatch ?? 0) * played;
  const expected = {
    home: level * belief.home ** shots.own * belief.away ** shots.other,
    away: level * belief.away ** shots.own * belief.home ** shots.other,
  };
  const told = inMatch !== undefined && state.home.shots + state.away.shots > 0;
  return { told, expected, effects: told ? effectsOf(parameters, belief, state, expected, played) : none };
}

function effectsOf(
  { effects }: InPlayParameters,
  belief: Belief,
  { home, away }: InPlayState,
  expected: PerSide,
  played: number,
): PerSide {
  const homeShots = logShots(home, expected.home);
  const awayShots = logShots(away, expected.away);
  let forHome = effects.ownShots.value * homeShots + effects.otherShots.value * awayShots;
  let forAway = effects.ownShots.value * awayShots + effects.otherShots.value * homeShots;
  if (home.expectedGoals + away.expectedGoals > 0) {
    const homeGoals = logGoals(home, belief.home * played);
    const awayGoals = logGoals(away, belief.away * played);
    forHome += effects.ownExpectedGoals.value * homeGoals + effects.otherExpectedGoals.value * awayGoals;
    forAway += effects.ownExpectedGoals.value * awayGoals + effects.otherExpectedGoals.value * homeGoals;
  }
  return { home: forHome, away: forAway };
}

/** Log of a side's shots against those that were to be expected, and of their expected goals. */
export function logShots({ shots }: SidePlayed, expected: number): number {
  return Math.log((pseudoShots + shots) / (pseudoShots + expected));
}

export function logGoals({ expectedGoals }: SidePlayed, expected: number): number {
  return Math.log((pseudoGoals + expectedGoals) / (pseudoGoals + expected));
}
