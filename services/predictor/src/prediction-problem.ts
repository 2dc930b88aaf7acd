import type { Prediction } from "@touchline/schemas";
import type { Refusal } from "./reason-codes.ts";

/** Why a model's answer must not be published; undefined where it may. */
export function predictionProblem(prediction: Prediction): Refusal | undefined {
  const { matchResult, nextGoal, scoreGrid, overUnder, handicaps, toQualify, bothTeamsToScore, remainingGoals } =
    prediction;
  const sums: [string, number[]][] = [
    ["match result", [matchResult.home, matchResult.draw, matchResult.away]],
    ["next goal", [nextGoal.home, nextGoal.none, nextGoal.away]],
    ["score grid", [...scoreGrid.probabilities, scoreGrid.beyond]],
  ];
  for (const [market, chances] of sums) {
    if (!isDistribution(chances)) return invalid(prediction, market);
  }
  if (!overUnder.every(({ over }) => isChance(over))) return invalid(prediction, "over/under");
  if (!handicaps.every(({ home, push, away }) => isDistribution([home, push, away])))
    return invalid(prediction, "handicap");
  if (toQualify !== null && !isDistribution([toQualify.home, toQualify.away]))
    return invalid(prediction, "side to qualify");
  if (!isChance(bothTeamsToScore)) return invalid(prediction, "both teams to score");
  if (!(remainingGoals.home >= 0 && remainingGoals.away >= 0)) return invalid(prediction, "remaining goals");
  return undefined;
}

function isDistribution(chances: readonly number[]): boolean {
  const sum = chances.reduce((a, b) => a + b, 0);
  return chances.every(isChance) && Math.abs(sum - 1) < 1e-9;
}

function isChance(chance: number): boolean {
  return chance >= 0 && chance <= 1;
}

function invalid({ modelId, matchId, featuresRevision }: Prediction, market: string): Refusal {
  const message = `the ${market} that ${modelId} gives for ${matchId} at revision ${featuresRevision} is no distribution`;
  return { code: "PREDICTION_INVALID", message };
}
