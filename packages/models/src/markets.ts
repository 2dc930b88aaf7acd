import type { PerSide, Score } from "@touchline/schemas";
import type { PredictionCore } from "./model.ts";
import type { ScoreMatrix } from "./score-matrix.ts";

/** Goal lines of the over/under markets. */
export const goalLines = [0.5, 1.5, 2.5, 3.5, 4.5] as const;

/** Rows and columns of the published score grid. */
export const gridSize = 8;

/** What the markets are read with, for the hash of a model. */
export const markets = { goalLines, gridSize };

/**
 * Reads every market off one matrix, so that none can contradict another.
 * `score`: goals so far; `remaining`: expected goals still to come. Who scores next is shared by the rates, which is
 * exact while their ratio holds; that nobody does is the matrix's own first cell.
 */
export function readMarkets(matrix: ScoreMatrix, score: Score, remaining: PerSide): PredictionCore {
  const { rows, columns, probabilities } = matrix;
  const lead = score.home - score.away;
  const total = score.home + score.away;
  const overs = new Float64Array(goalLines.length);
  const grid = new Array<number>(gridSize * gridSize).fill(0);
  let home = 0;
  let draw = 0;
  let away = 0;
  let bothScore = 0;
  let beyond = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      const chance = probabilities[at] as number;
      const difference = lead + i - j;
      if (difference > 0) home += chance;
      else if (difference < 0) away += chance;
      else draw += chance;
      if (score.home + i > 0 && score.away + j > 0) bothScore += chance;
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
  const none = probabilities[0] as number;
  const rate = remaining.home + remaining.away;
  const homeShare = rate > 0 ? remaining.home / rate : 0;
  const awayShare = rate > 0 ? remaining.away / rate : 0;
  return {
    matchResult: { home: chanceOf(home), draw: chanceOf(draw), away: chanceOf(away) },
    overUnder: goalLines.map((line, index) => ({ line, over: chanceOf(overs[index] as number) })),
    bothTeamsToScore: chanceOf(bothScore),
    nextGoal: { home: (1 - none) * homeShare, none, away: (1 - none) * awayShare },
    remainingGoals: { home: remaining.home, away: remaining.away },
    scoreGrid: { home: score.home, away: score.away, size: gridSize, probabilities: grid, beyond },
  };
}

/** A sum of chances may exceed 1 in its last digit. */
function chanceOf(sum: number): number {
  return Math.min(1, sum);
}
