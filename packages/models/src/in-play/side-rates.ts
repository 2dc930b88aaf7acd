import type { PerSide } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import { partsLeft, partsOfMatch } from "../match-time.ts";
import { chancesSoFar, playedShare } from "./chances-so-far.ts";
import type { InPlayState } from "./in-play-state.ts";
import { afterGoalSeconds, type InPlayParameters, lateFrom, pseudoShots } from "./parameters.ts";
import { leadMax } from "./score-chain.ts";

/** What the rest of the 90 minutes is worked out from. */
export interface SideRates {
  /** Goals still expected of each side if the score stayed level. */
  readonly level: PerSide;
  /** Factor on a side's rate by its own lead, −3 to 3. */
  readonly byLead: Float64Array;
  /** Share of the match's goals that is still to come, as it looks at 0-0; 1 before kick-off, 0 at the end. */
  readonly toCome: number;
  /** The same in the units of the parameters, less what the lull after a goal takes of it. */
  readonly share: number;
  readonly lull: { readonly taken: number; readonly factor: number };
  /** By how much chances in the match have narrowed down how strong the sides are: 1 not at all, towards 0 entirely. */
  readonly unknown: PerSide;
}

const left = new Float64Array(partsOfMatch);
const soon = new Float64Array(partsOfMatch);

/** `provider`: who tells the match, for what he counts as a shot. */
export function sideRates(
  parameters: InPlayParameters,
  belief: Belief,
  state: InPlayState,
  provider: string,
): SideRates {
  const { parts } = parameters;
  partsLeft(state, left);
  const goals = weighed(parts, left, 0);
  const late = goals > 0 ? weighed(parts, left, lateFrom) / goals : 0;
  const taken = afterGoal(parameters, state, goals);
  const share = goals - taken;
  const { home, away } = state;
  const played = playedShare(parameters, state);
  const chances = chancesSoFar(parameters, belief, state, provider, played);
  const { told, expected, effects } = chances;
  const byRun = told ? (parameters.sequence?.of(belief, state, chances, played) ?? none) : none;
  const more = home.men - away.men;
  return {
    level: {
      home: belief.home * share * Math.exp(menEffect(parameters, more) + effects.home + byRun.home),
      away: belief.away * share * Math.exp(menEffect(parameters, -more) + effects.away + byRun.away),
    },
    byLead: leadEffects(parameters, late),
    toCome: goals / total(parts),
    ...{ share, lull: { taken, factor: Math.exp(parameters.effects.afterGoal.value) } },
    unknown: told ? { home: narrowed(expected.home), away: narrowed(expected.away) } : notNarrowed,
  };
}

const none: PerSide = { home: 0, away: 0 };
const notNarrowed: PerSide = { home: 1, away: 1 };

/** Share of the variance that is left once so many shots should have been seen: what was believed before counts for twenty. */
function narrowed(shots: number): number {
  return pseudoShots / (pseudoShots + shots);
}

/** Log effect of so many men more than the other side: ten against ten play as eleven against eleven. */
export function menEffect({ effects }: InPlayParameters, more: number): number {
  return more >= 0 ? more * effects.manMore.value : -more * effects.manLess.value;
}

/** What the lull after a goal takes from the share that is to come. */
function afterGoal({ parts, effects }: InPlayParameters, state: InPlayState, goals: number): number {
  const { lastGoal, period, second } = state;
  if (goals === 0 || lastGoal === null || lastGoal.period !== period || state.phase === "BREAK") return 0;
  const lull = lastGoal.second + afterGoalSeconds - second;
  if (lull <= 0) return 0;
  const over = weighed(parts, partsLeft({ ...state, second: second + Math.min(lull, afterGoalSeconds) }, soon), 0);
  return (goals - over) * (1 - Math.exp(effects.afterGoal.value));
}

/** Factors by lead. Pressing late counts by the share of what is left that is late: all of it from minute 75 on. */
export function leadEffects({ effects }: InPlayParameters, late: number): Float64Array {
  const byLead = new Float64Array(2 * leadMax + 1);
  byLead[0] = Math.exp(effects.behindBy3.value);
  byLead[1] = Math.exp(effects.behindBy2.value);
  byLead[2] = Math.exp(effects.behindBy1.value + late * effects.behindBy1Late.value);
  byLead[3] = 1;
  byLead[4] = Math.exp(effects.aheadBy1.value);
  byLead[5] = Math.exp(effects.aheadBy2.value);
  byLead[6] = Math.exp(effects.aheadBy3.value);
  return byLead;
}

function weighed(parts: readonly number[], left: Float64Array, from: number): number {
  let sum = 0;
  for (let part = from; part < partsOfMatch; part++) sum += (parts[part] as number) * (left[part] as number);
  return sum;
}

function total(parts: readonly number[]): number {
  let sum = 0;
  for (const part of parts) sum += part;
  return sum;
}
