import type { MatchResultProbabilities, PerSide } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import { extraTimeLeft } from "../match-time.ts";
import type { InPlayState } from "./in-play-state.ts";
import type { InPlayParameters } from "./parameters.ts";
import { scoreChain } from "./score-chain.ts";
import { leadEffects, menEffect } from "./side-rates.ts";

/**
 * Goals of an extra time, as a share of those expected in 90 minutes: 57 fell in the 61 of the World Cups since 1930 and of the shipped
 * matches, of sides as even as those that come to it.
 */
const extraTimeShare = 0.36;

/** Either side wins a shoot-out as often. */
const shootOutChance = 0.5;

/** All of it, for the hash of a model. */
export const qualifyConstants = { extraTimeShare, shootOutChance };

/**
 * Chances that a side goes through: by winning, or after a draw in extra time, at the rates of the 90 minutes with the men as they are,
 * or in a shoot-out. `result`: chances after 90 minutes. Null for a match in which a draw stands, and where nobody told who won
 * the shoot-out.
 */
export function toQualify(
  parameters: InPlayParameters,
  belief: Belief,
  state: InPlayState,
  result: MatchResultProbabilities,
): PerSide | null {
  if (!state.knockout) return null;
  const home =
    state.period > 2
      ? fromExtraTime(parameters, belief, state)
      : result.home + result.draw * drawn(parameters, belief, state, result);
  return home === null ? null : { home, away: 1 - home };
}

function drawn(
  parameters: InPlayParameters,
  belief: Belief,
  state: InPlayState,
  { draw }: MatchResultProbabilities,
): number {
  return draw === 0 ? 0 : homeChance(parameters, belief, state, 0, 1);
}

function fromExtraTime(parameters: InPlayParameters, belief: Belief, state: InPlayState): number | null {
  const lead = state.home.goals - state.away.goals;
  const { phase, shootOut, period } = state;
  if (phase === "FINISHED") {
    const margin = lead !== 0 || shootOut === null ? lead : shootOut.home - shootOut.away;
    return margin === 0 ? null : margin > 0 ? 1 : 0;
  }
  return homeChance(parameters, belief, state, lead, period > 4 ? 0 : extraTimeLeft(state));
}

/** Chance that the home side is through when so much of extra time is to come. */
function homeChance(
  parameters: InPlayParameters,
  belief: Belief,
  { home, away }: InPlayState,
  lead: number,
  left: number,
): number {
  const more = home.men - away.men;
  const level = {
    home: belief.home * extraTimeShare * left * Math.exp(menEffect(parameters, more)),
    away: belief.away * extraTimeShare * left * Math.exp(menEffect(parameters, -more)),
  };
  const { rows, probabilities } = scoreChain(level, leadEffects(parameters, 0), lead);
  let wins = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      const ahead = lead + i - j;
      if (ahead > 0) wins += probabilities[i * rows + j] as number;
      else if (ahead === 0) wins += shootOutChance * (probabilities[i * rows + j] as number);
    }
  }
  return Math.min(1, wins);
}
