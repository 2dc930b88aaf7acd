import type { PerSide } from "@touchline/schemas";
import { chancesSoFar, playedShare } from "../chances-so-far.ts";
import { afterGoalSeconds, type InPlayParameters, lateFrom } from "../parameters.ts";
import type { PlayedMatch } from "../played-match.ts";
import { leadMax } from "../score-chain.ts";
import { leadEffects, menEffect } from "../side-rates.ts";
import { type MatchMinute, matchMinutes } from "./match-minutes.ts";
import { sequenceInputs, writeInputs } from "./sequence-inputs.ts";

/** A moment of a match that is over: what a network would have seen, and what it should have said. */
export interface SequenceMoment {
  /** From the home side's place. */
  readonly inputs: Float64Array;
  /** What the network's logs are multiplied by: the share of the match that has been played. */
  readonly gate: number;
  /**
   * Goals of each side from there on that rates in play expect, along the score and the men as they came to be: what the point process of
   * the rest of the match is measured against when one factor is put on all of its rates.
   */
  readonly expected: PerSide;
  /** Goals that there were. */
  readonly scored: PerSide;
}

/** Minutes between the moments. */
const every = 5;

/** Moments of a match at which shots had been told, one every five minutes, in the order of time. */
export function sequenceMoments(parameters: InPlayParameters, match: PlayedMatch): SequenceMoment[] {
  const { belief, provider } = match;
  const minutes = matchMinutes(match);
  const moments: SequenceMoment[] = [];
  const left = { home: 0, away: 0 };
  const scored = { home: 0, away: 0 };
  for (let at = minutes.length - 1; at > 0; at--) {
    const minute = minutes[at] as MatchMinute;
    const { state, goals } = minute;
    const share = shareOf(parameters, minute);
    for (const side of ["home", "away"] as const) {
      scored[side] += goals[side];
      left[side] += share[side];
    }
    const played = playedShare(parameters, state);
    const chances = chancesSoFar(parameters, belief, state, provider, played);
    if (at % every !== 0 || !chances.told) continue;
    const inputs = new Float64Array(sequenceInputs.length);
    writeInputs(inputs, belief, state, chances, played);
    moments.push({
      ...{ inputs, gate: played, scored: { ...scored } },
      expected: {
        home: belief.home * left.home * Math.exp(chances.effects.home),
        away: belief.away * left.away * Math.exp(chances.effects.away),
      },
    });
  }
  return moments.reverse();
}

/** Share of the goals expected before a match that falls in a minute, by the score, the men and the lull after a goal. */
function shareOf(parameters: InPlayParameters, { state, part, ofPart }: MatchMinute): PerSide {
  const { home, away, lastGoal, period, second } = state;
  const byLead = leadEffects(parameters, part >= lateFrom ? 1 : 0);
  const lead = Math.max(-leadMax, Math.min(leadMax, home.goals - away.goals));
  const isLull = lastGoal?.period === period && second - lastGoal.second < afterGoalSeconds;
  const share =
    (parameters.parts[part] as number) * ofPart * (isLull ? Math.exp(parameters.effects.afterGoal.value) : 1);
  const more = home.men - away.men;
  return {
    home: share * (byLead[leadMax + lead] as number) * Math.exp(menEffect(parameters, more)),
    away: share * (byLead[leadMax - lead] as number) * Math.exp(menEffect(parameters, -more)),
  };
}
