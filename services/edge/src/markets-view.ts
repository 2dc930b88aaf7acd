import type { MatchView, PerSideView, ThreeWay } from "@touchline/client";
import type { PredictionCore } from "@touchline/models";

/** All markets of a prediction as clients see them, rounded to 5 decimals. */
export function marketsView(prediction: PredictionCore): Pick<MatchView, keyof PredictionCore> {
  const { nextGoal, scoreGrid, interval, doubleChance, cleanSheet, toQualify } = prediction;
  return {
    matchResult: threeWay(prediction.matchResult),
    interval: interval && { low: threeWay(interval.low), high: threeWay(interval.high) },
    doubleChance: doubleChance && {
      homeOrDraw: round(doubleChance.homeOrDraw),
      homeOrAway: round(doubleChance.homeOrAway),
      drawOrAway: round(doubleChance.drawOrAway),
    },
    handicaps: prediction.handicaps.map(({ line, home, push, away }) => ({
      ...{ line, home: round(home), push: round(push), away: round(away) },
    })),
    overUnder: prediction.overUnder.map(({ line, over }) => ({ line, over: round(over) })),
    bothTeamsToScore: round(prediction.bothTeamsToScore),
    cleanSheet: cleanSheet && perSide(cleanSheet),
    nextGoalBy: prediction.nextGoalBy.map(({ minute, chance }) => ({ minute, chance: round(chance) })),
    toQualify: toQualify && perSide(toQualify),
    nextGoal: { home: round(nextGoal.home), none: round(nextGoal.none), away: round(nextGoal.away) },
    remainingGoals: perSide(prediction.remainingGoals),
    scoreGrid: {
      home: scoreGrid.home,
      away: scoreGrid.away,
      size: scoreGrid.size,
      probabilities: scoreGrid.probabilities.map(round),
      beyond: round(scoreGrid.beyond),
    },
  };
}

export function perSide(value: PerSideView): PerSideView {
  return { home: round(value.home), away: round(value.away) };
}

export function threeWay(value: ThreeWay): ThreeWay {
  return { home: round(value.home), draw: round(value.draw), away: round(value.away) };
}

/** `+ 0` turns -0 into 0: JSON has but one zero. */
function round(value: number): number {
  return Math.round(value * 1e5) / 1e5 + 0;
}
