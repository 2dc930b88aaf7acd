import type { PerSide } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import { partsLeft, partsOfMatch } from "../match-time.ts";
import type { InPlayState, SidePlayed } from "./in-play-state.ts";
import { afterGoalSeconds, type InPlayParameters, lateFrom, pseudoGoals, pseudoShots } from "./parameters.ts";
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
  const { parts, shots } = parameters;
  partsLeft(state, left);
  const goals = weighed(parts, left, 0);
  const played = Math.max(0, 1 - weighed(shots.parts, left, 0) / total(shots.parts));
  const late = goals > 0 ? weighed(parts, left, lateFrom) / goals : 0;
  const inMatch = shots.level[provider];
  const level = (inMatch ?? 0) * played;
  const expected = {
    home: level * belief.home ** shots.own * belief.away ** shots.other,
    away: level * belief.away ** shots.own * belief.home ** shots.other,
  };
  const taken = afterGoal(parameters, state, goals);
  const share = goals - taken;
  const { home, away } = state;
  const told = inMatch !== undefined && home.shots + away.shots > 0;
  const chances = told ? chancesEffect(parameters, belief, state, expected, played) : noEffect;
  const more = home.men - away.men;
  return {
    level: {
      home: belief.home * share * Math.exp(menEffect(parameters, more) + chances.home),
      away: belief.away * share * Math.exp(menEffect(parameters, -more) + chances.away),
    },
    byLead: leadEffects(parameters, late),
    toCome: goals / total(parts),
    ...{ share, lull: { taken, factor: Math.exp(parameters.effects.afterGoal.value) } },
    unknown: told ? { home: narrowed(expected.home), away: narrowed(expected.away) } : notNarrowed,
  };
}

const notNarrowed: PerSide = { home: 1, away: 1 };

/** Share of the variance that is left once so many shots should have been seen: what was believed before counts for twenty. */
function narrowed(shots: number): number {
  return pseudoShots / (pseudoShots + shots);
}

/** Log effect of so many men more than the other side: ten against ten play as eleven against eleven. */
export function menEffect({ effects }: InPlayParameters, more: number): number {
  return more >= 0 ? more * effects.manMore.value : -more * effects.manLess.value;
}

const noEffect: PerSide = { home: 0, away: 0 };

/** Log effects of shots and of their expected goals against what was to be expected of either side. */
function chancesEffect(
  { effects }: InPlayParameters,
  belief: Belief,
  { home, away }: InPlayState,
  shots: PerSide,
  played: number,
): PerSide {
  const ofShots = (side: SidePlayed, expected: number) =>
    Math.log((pseudoShots + side.shots) / (pseudoShots + expected));
  const homeShots = ofShots(home, shots.home);
  const awayShots = ofShots(away, shots.away);
  let forHome = effects.ownShots.value * homeShots + effects.otherShots.value * awayShots;
  let forAway = effects.ownShots.value * awayShots + effects.otherShots.value * homeShots;
  if (home.expectedGoals + away.expectedGoals > 0) {
    const ofGoals = (side: SidePlayed, before: number) =>
      Math.log((pseudoGoals + side.expectedGoals) / (pseudoGoals + before * played));
    const homeGoals = ofGoals(home, belief.home);
    const awayGoals = ofGoals(away, belief.away);
    forHome += effects.ownExpectedGoals.value * homeGoals + effects.otherExpectedGoals.value * awayGoals;
    forAway += effects.ownExpectedGoals.value * awayGoals + effects.otherExpectedGoals.value * homeGoals;
  }
  return { home: forHome, away: forAway };
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
