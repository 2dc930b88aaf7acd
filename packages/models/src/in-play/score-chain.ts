import type { PerSide } from "@touchline/schemas";
import { type ScoreMatrix, tailMax } from "../score-matrix.ts";

/** Leads that have rates of their own: from three or more behind to three or more ahead. */
export const leadMax = 3;

// What the last call worked in; used anew by each call, and grown where one needs more.
let chances = new Float64Array(1024);
let sums = new Float64Array(1024);
let toHome = new Float64Array(128);
let toAway = new Float64Array(128);
let stay = new Float64Array(128);

/**
 * Joint distribution of the goals still to come where each side scores at a rate that depends on who leads: a pure birth process in
 * both scores, solved by uniformisation (Jensen 1953), which leaves out less than 1e-12 of the chances.
 * `level`: goals expected of each side if the score stayed level; `byLead`: factor on a side's rate by its own lead, −3 to 3, 7 of
 * them; `lead`: home goals minus away goals so far.
 */
export function scoreChain(level: PerSide, byLead: ArrayLike<number>, lead: number): ScoreMatrix {
  const rate = highestRate(level, byLead);
  const most = eventsMax(rate);
  prepare(level, byLead, lead, most, rate);
  // Scores of n goals in all stand in places n(n + 1) / 2 + home goals: a goal leads from one such row to the next.
  chances[0] = 1;
  let weight = Math.exp(-rate);
  sums[0] = weight;
  for (let step = 1; step <= most; step++) {
    weight *= rate / step;
    let at = (step * (step + 3)) / 2;
    // the row that is reached now begins empty
    for (let home = step; home >= 0; home--, at--) {
      const by = home + home - step + most;
      const before = at - step;
      let chance = home > 0 ? (chances[before - 1] as number) * (toHome[by - 1] as number) : 0;
      if (home < step) chance += (chances[before] as number) * (toAway[by + 1] as number);
      chances[at] = chance;
      sums[at] = weight * chance;
    }
    // the others from the highest down, so that what a score receives is still as it was
    for (let goals = step - 1; goals > 0; goals--) {
      for (let home = goals; home >= 0; home--, at--) {
        const by = home + home - goals + most;
        const before = at - goals;
        let chance = (chances[at] as number) * (stay[by] as number);
        if (home > 0) chance += (chances[before - 1] as number) * (toHome[by - 1] as number);
        if (home < goals) chance += (chances[before] as number) * (toAway[by + 1] as number);
        chances[at] = chance;
        sums[at] = (sums[at] as number) + weight * chance;
      }
    }
    chances[0] = (chances[0] as number) * (stay[most] as number);
    sums[0] = (sums[0] as number) + weight * (chances[0] as number);
  }
  return asMatrix(most);
}

/** Chances that the next event of the uniformised process is a goal of either side or none, by home goals minus away goals to come. */
function prepare(level: PerSide, byLead: ArrayLike<number>, lead: number, most: number, rate: number): void {
  const length = 2 * most + 1;
  if (stay.length < length) {
    toHome = new Float64Array(2 * length);
    toAway = new Float64Array(2 * length);
    stay = new Float64Array(2 * length);
  }
  const places = ((most + 1) * (most + 2)) / 2;
  if (sums.length < places) {
    chances = new Float64Array(2 * places);
    sums = new Float64Array(2 * places);
  }
  for (let by = 0; by < length; by++) {
    const now = Math.max(-leadMax, Math.min(leadMax, lead + by - most));
    const forHome = rate === 0 ? 0 : (level.home * (byLead[leadMax + now] as number)) / rate;
    const forAway = rate === 0 ? 0 : (level.away * (byLead[leadMax - now] as number)) / rate;
    toHome[by] = forHome;
    toAway[by] = forAway;
    stay[by] = Math.max(0, 1 - forHome - forAway);
  }
}

/** Goals an hour of the state in which most are expected, in units of what is left. */
function highestRate({ home, away }: PerSide, byLead: ArrayLike<number>): number {
  let highest = 0;
  for (let lead = -leadMax; lead <= leadMax; lead++) {
    const rate = home * (byLead[leadMax + lead] as number) + away * (byLead[leadMax - lead] as number);
    if (rate > highest) highest = rate;
  }
  return highest;
}

/** So many events of a Poisson process that more of them have a chance below `tailMax`. */
function eventsMax(rate: number): number {
  let events = 0;
  let term = Math.exp(-rate);
  while (events < rate || (term * rate) / (events + 1 - rate) > tailMax) {
    events++;
    term *= rate / events;
  }
  return events;
}

/** The sums as a matrix, scaled to 1. */
function asMatrix(most: number): ScoreMatrix {
  const rows = most + 1;
  let sum = 0;
  for (let at = (rows * (rows + 1)) / 2 - 1; at >= 0; at--) sum += sums[at] as number;
  const probabilities = new Float64Array(rows * rows);
  let at = 0;
  for (let goals = 0; goals <= most; goals++) {
    for (let home = 0; home <= goals; home++, at++) {
      probabilities[home * rows + goals - home] = (sums[at] as number) / sum;
    }
  }
  return { rows, columns: rows, probabilities };
}
