import type { Prediction } from "@touchline/schemas";
import type { Refusal } from "./reason-codes.ts";

/** Why a model's answer must not be published; undefined where it may. */
export function predictionProblem(prediction: Prediction): Refusal | undefined {
  const { matchResult, nextGoal, scoreGrid, overUnder, handicaps, toQualify, bothTeamsToScore, remainingGoals } =
    prediction;
  if (!areChances(matchResult.home, matchResult.draw, matchResult.away)) return invalid(prediction, "match result");
  if (!areChances(nextGoal.home, nextGoal.none, nextGoal.away)) return invalid(prediction, "next goal");
  if (!isGrid(scoreGrid)) return invalid(prediction, "score grid");
  if (!overUnder.every(({ over }) => isChance(over))) return invalid(prediction, "over/under");
  if (!handicaps.every(({ home, push, away }) => areChances(home, push, away))) return invalid(prediction, "handicap");
  if (toQualify !== null && !areChances(toQualify.home, 0, toQualify.away))
    return invalid(prediction, "side to qualify");
  if (!isChance(bothTeamsToScore)) return invalid(prediction, "both teams to score");
  if (!(remainingGoals.home >= 0 && remainingGoals.away >= 0)) return invalid(prediction, "remaining goals");
  return undefined;
}

/** Without a list of them: this is asked of each prediction, a dozen times. */
function areChances(a: number, b: number, c: number): boolean {
  return isChance(a) && isChance(b) && isChance(c) && isOne(a + b + c);
}

function isGrid({ probabilities, beyond }: Prediction["scoreGrid"]): boolean {
  let sum = beyond;
  for (const chance of probabilities) {
    if (!isChance(chance)) return false;
    sum += chance;
  }
  return isChance(beyond) && isOne(sum);
}

function isChance(chance: number): boolean {
  return chance >= 0 && chance <= 1;
}

function isOne(sum: number): boolean {
  return Math.abs(sum - 1) < 1e-9;
}

function invalid({ modelId, matchId, featuresRevision }: Prediction, market: string): Refusal {
  const message = `the ${market} that ${modelId} gives for ${matchId} at revision ${featuresRevision} is no distribution`;
  return { code: "PREDICTION_INVALID", message };
}
