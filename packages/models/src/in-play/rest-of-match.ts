import type { PerSide } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import type { ScoreMatrix } from "../score-matrix.ts";
import type { InPlayState } from "./in-play-state.ts";
import type { InPlayParameters } from "./parameters.ts";
import { scoreChain } from "./score-chain.ts";
import { type SideRates, sideRates } from "./side-rates.ts";

/** The goals still to come in the 90 minutes. */
export interface RestOfMatch {
  readonly matrix: ScoreMatrix;
  readonly rates: SideRates;
}

/** Once this share of a match's goals has gone, how the scores hang together follows from the score alone. */
const fadesOver = 0.4;
const fadePower = 3;

/** All of it, for the hash of a model. */
export const restConstants = { fadesOver, fadePower };

/**
 * The joint distribution of the goals still to come, from what was believed before kick-off and what has been played. Before kick-off it
 * is the distribution that was believed, cell by cell: goals of Poisson variables with the dependence of Dixon and Coles. From
 * there on the rates by score, men and shots take over, and what they lack of the former fades within 40 % of the match's goals: its
 * low draws are those of matches that begin, not of matches that are level in minute 80.
 */
export function restOfMatch(
  parameters: InPlayParameters,
  belief: Belief,
  state: InPlayState,
  provider: string,
): RestOfMatch {
  const rates = sideRates(parameters, belief, state, provider);
  const lead = state.home.goals - state.away.goals;
  const matrix = scoreChain(rates.level, rates.byLead, lead);
  const fade = Math.max(0, 1 - Math.max(0, 1 - rates.toCome) / fadesOver) ** fadePower;
  if (fade > 0) adjust(matrix, startOf(parameters, belief), state, fade);
  return { matrix, rates };
}

/** Multiplies each final score by a power of its ratio before kick-off, and scales to 1. */
function adjust({ rows, columns, probabilities }: ScoreMatrix, start: Start, state: InPlayState, fade: number): void {
  const { size, logRatio } = start;
  const { goals: homeGoals } = state.home;
  const { goals: awayGoals } = state.away;
  let sum = 0;
  for (let home = 0; home < rows; home++) {
    const row = (home + homeGoals) * size + awayGoals;
    for (let away = 0; away < columns - home; away++) {
      const known = home + homeGoals + away + awayGoals < size;
      const at = home * columns + away;
      const chance = (probabilities[at] as number) * (known ? Math.exp(fade * (logRatio[row + away] as number)) : 1);
      probabilities[at] = chance;
      sum += chance;
    }
  }
  for (let at = 0; at < probabilities.length; at++) probabilities[at] = (probabilities[at] as number) / sum;
}

interface Start {
  readonly size: number;
  /** Log of the chance of a final score as it was believed, over that which rates by score alone give it before kick-off. */
  readonly logRatio: Float64Array;
}

/** Starts of the matches that are on; a match is re-scored some hundred times from one belief. */
const startsOf = new WeakMap<InPlayParameters, Map<string, Start>>();
const startsMax = 4_096;

function startOf(parameters: InPlayParameters, belief: Belief): Start {
  const starts = startsOf.get(parameters) ?? new Map<string, Start>();
  startsOf.set(parameters, starts);
  const key = `${belief.home} ${belief.away} ${belief.dependence}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const start = reckoned(parameters, belief);
  if (starts.size >= startsMax) starts.clear();
  starts.set(key, start);
  return start;
}

const side = { goals: 0, men: 11, shots: 0, expectedGoals: 0 };
const kickOff: InPlayState = {
  ...{ phase: "PRE_MATCH", period: 0, second: 0, stoppage: null, halfTime: null, fullTime: null },
  ...{ lastGoal: null, knockout: false, shootOut: null, home: side, away: side },
};

function reckoned(parameters: InPlayParameters, belief: Belief): Start {
  const { level, byLead } = sideRates(parameters, belief, kickOff, "");
  const { rows: size, probabilities } = scoreChain(level, byLead, 0);
  const logRatio = new Float64Array(size * size);
  let atHome = Math.exp(-belief.home);
  for (let home = 0; home < size; home++) {
    let chance = atHome * Math.exp(-belief.away);
    for (let away = 0; away < size - home; away++) {
      const at = home * size + away;
      const believed = chance * lowScores(belief, home, away);
      logRatio[at] = Math.log(
        Math.max(Number.MIN_VALUE, believed) / Math.max(Number.MIN_VALUE, probabilities[at] ?? 0),
      );
      chance *= belief.away / (away + 1);
    }
    atHome *= belief.home / (home + 1);
  }
  return { size, logRatio };
}

/** The factor on a score of Dixon and Coles (1997), at least 0. */
function lowScores({ home: λ, away: μ, dependence: ρ }: PerSide & Belief, home: number, away: number): number {
  if (home > 1 || away > 1 || ρ === 0) return 1;
  const factor = home === 0 ? (away === 0 ? 1 - λ * μ * ρ : 1 + λ * ρ) : away === 0 ? 1 + μ * ρ : 1 - ρ;
  return Math.max(0, factor);
}
