import type { Prediction } from "@touchline/schemas";
import { partsLeft, partsOfMatch } from "../match-time.ts";
import type { InPlayState } from "./in-play-state.ts";
import type { InPlayParameters } from "./parameters.ts";
import { leadMax } from "./score-chain.ts";
import type { SideRates } from "./side-rates.ts";

/** Ends of the quarters of an hour, the last of each half with its stoppage, and the parts of the match that end there. */
const ends = [
  { minute: 15, parts: 1 },
  { minute: 30, parts: 2 },
  { minute: 45, parts: 4 },
  { minute: 60, parts: 5 },
  { minute: 75, parts: 6 },
  { minute: 90, parts: 8 },
] as const;

const left = new Float64Array(partsOfMatch);

/**
 * Chance that the next goal has come by the end of each quarter of an hour that is still on or to come. Until it comes the score
 * stays, so its time is that of the first event of two rates; the last one is the chance of any goal, `anyGoal`, as the matrix has it.
 */
export function nextGoalBy(
  { parts }: InPlayParameters,
  state: InPlayState,
  { share, lull, level, byLead }: SideRates,
  anyGoal: number,
): Prediction["nextGoalBy"] {
  if (share === 0) return [];
  const lead = Math.max(-leadMax, Math.min(leadMax, state.home.goals - state.away.goals));
  const rate = level.home * (byLead[leadMax + lead] as number) + level.away * (byLead[leadMax - lead] as number);
  partsLeft(state, left);
  const scale = anyGoal / -Math.expm1(-rate);
  const by: { minute: number; chance: number }[] = [];
  let gone = 0;
  let part = 0;
  for (const { minute, parts: until } of ends) {
    let more = 0;
    for (; part < until; part++) more += (parts[part] as number) * (left[part] as number);
    if (more === 0) continue;
    gone += more;
    // in the lull after a goal all of it counts less, and after it what the lull has taken is gone
    const counted = Math.max(gone - lull.taken, gone * lull.factor);
    const chance = minute === 90 ? anyGoal : Math.min(anyGoal, scale * -Math.expm1((-rate * counted) / share));
    by.push({ minute, chance });
  }
  return by;
}
