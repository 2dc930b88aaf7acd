import type { PerSide, Prediction, Score } from "@touchline/schemas";
import type { ScoreMatrix } from "./score-matrix.ts";

/** Goal lines of the over/under markets. */
export const goalLines = [0.5, 1.5, 2.5, 3.5, 4.5] as const;

/** Goals given to the home side in the handicaps. */
export const handicapLines = [-2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5] as const;

/** Rows and columns of the published score grid. */
export const gridSize = 8;

/** What the markets are read with, for the hash of a model. */
export const markets = { goalLines, handicapLines, gridSize };

/** What is read off a matrix of scores. */
export type Markets = Pick<
  Prediction,
  | "matchResult"
  | "doubleChance"
  | "handicaps"
  | "overUnder"
  | "bothTeamsToScore"
  | "cleanSheet"
  | "nextGoal"
  | "remainingGoals"
  | "scoreGrid"
>;

/** Leads at the end that handicaps tell apart: −3 and less to 3 and more. */
const leadMax = 3;

/**
 * Reads every market off one matrix, so that none can contradict another.
 * `score`: goals so far; `rates`: rates of the two sides at this score, in any unit. Who scores next is shared by them, which is
 * exact while their ratio holds; that nobody does is the matrix's own first cell.
 */
export function readMarkets(matrix: ScoreMatrix, score: Score, rates: PerSide): Markets {
  const { rows, columns, probabilities } = matrix;
  const lead = score.home - score.away;
  const total = score.home + score.away;
  const overs = new Float64Array(goalLines.length);
  const leads = new Float64Array(2 * leadMax + 1);
  const grid = new Array<number>(gridSize * gridSize).fill(0);
  const goals = { home: 0, away: 0 };
  const clean = { home: 0, away: 0 };
  let bothScore = 0;
  let beyond = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      const chance = probabilities[at] as number;
      if (chance === 0) continue;
      const difference = lead + i - j;
      const by = difference > leadMax ? 2 * leadMax : difference < -leadMax ? 0 : difference + leadMax;
      leads[by] = (leads[by] as number) + chance;
      goals.home += i * chance;
      goals.away += j * chance;
      if (score.away + j === 0) clean.home += chance;
      if (score.home + i === 0) clean.away += chance;
      else if (score.away + j > 0) bothScore += chance;
      // Index of the highest line below the total: 1 goal is over 0.5 (0), 5 and more are over 4.5 (4).
      const line = Math.min(total + i + j, goalLines.length) - 1;
      if (line >= 0) overs[line] = (overs[line] as number) + chance;
      if (i < gridSize && j < gridSize) grid[i * gridSize + j] = chance;
      else beyond += chance;
    }
  }
  for (let line = goalLines.length - 2; line >= 0; line--) {
    overs[line] = (overs[line] as number) + (overs[line + 1] as number);
  }
  const home = above(leads, 0);
  const away = below(leads, 0);
  const draw = chanceOf(leads[leadMax] as number);
  const none = probabilities[0] as number;
  const rate = rates.home + rates.away;
  const homeShare = rate > 0 ? rates.home / rate : 0;
  const awayShare = rate > 0 ? rates.away / rate : 0;
  return {
    matchResult: { home, draw, away },
    doubleChance: {
      homeOrDraw: chanceOf(home + draw),
      homeOrAway: chanceOf(home + away),
      drawOrAway: chanceOf(draw + away),
    },
    handicaps: handicapLines.map((line) => ({
      line,
      home: above(leads, -line),
      push: Number.isInteger(line) ? chanceOf(leads[leadMax - line] as number) : 0,
      away: below(leads, -line),
    })),
    overUnder: goalLines.map((line, index) => ({ line, over: chanceOf(overs[index] as number) })),
    bothTeamsToScore: chanceOf(bothScore),
    cleanSheet: { home: chanceOf(clean.home), away: chanceOf(clean.away) },
    nextGoal: { home: (1 - none) * homeShare, none, away: (1 - none) * awayShare },
    remainingGoals: goals,
    scoreGrid: { home: score.home, away: score.away, size: gridSize, probabilities: grid, beyond },
  };
}

/** Chance that the home side leads by more than so many goals at the end. */
function above(leads: Float64Array, goals: number): number {
  let sum = 0;
  for (let lead = leadMax; lead > goals; lead--) sum += leads[lead + leadMax] as number;
  return chanceOf(sum);
}

function below(leads: Float64Array, goals: number): number {
  let sum = 0;
  for (let lead = -leadMax; lead < goals; lead++) sum += leads[lead + leadMax] as number;
  return chanceOf(sum);
}

/** A sum of chances may exceed 1 in its last digit. */
function chanceOf(sum: number): number {
  return Math.min(1, sum);
}
