import { type Belief, basisOf, changeParts, type Model, type PredictionBasis } from "@touchline/models";
import type { Features, MatchResultProbabilities, Prediction } from "@touchline/schemas";

/** What is kept of a match's last prediction. */
export interface LastPrediction {
  readonly sequence: number;
  readonly matchResult: MatchResultProbabilities;
  /** Absent where a version that did not tell causes apart has kept it. */
  readonly basis?: PredictionBasis;
}

/** A prediction, and what is kept of it for the next one. */
export interface Predicted {
  readonly prediction: Prediction;
  readonly last: LastPrediction;
}

/** The prediction that follows from features and from what was believed before the match, and from the one before where there is one. */
export function predictionOf(
  model: Model,
  features: Features,
  before: Belief | null,
  last: LastPrediction | undefined,
): Predicted {
  const core = model.predict(features, before);
  const basis = basisOf(features, before);
  const prediction: Prediction = {
    matchId: features.matchId,
    sequence: (last?.sequence ?? 0) + 1,
    modelId: model.id,
    featuresRevision: features.revision,
    competition: features.competition,
    season: features.season,
    kickOff: features.kickOff,
    homeTeam: features.homeTeam,
    awayTeam: features.awayTeam,
    phase: features.phase,
    period: features.period,
    second: features.second,
    score: { home: features.home.goals, away: features.away.goals },
    men: { home: features.home.men, away: features.away.men },
    expectedGoals: { home: features.home.expectedGoals, away: features.away.expectedGoals },
    // Nothing should be bet on a match that is not played, whatever its last clock says.
    suspended: features.suspended || features.phase === "CALLED_OFF",
    ...core,
    cause: features.cause,
    change: last === undefined ? null : changeOf(last.matchResult, core.matchResult),
    asOf: features.asOf,
    shootOut: features.shootOut,
    modelHash: model.hash,
    changeParts:
      last?.basis === undefined
        ? []
        : changeParts(last.basis, basis, last.matchResult, core.matchResult, model.resultOf),
  };
  return { prediction, last: { sequence: prediction.sequence, matchResult: core.matchResult, basis } };
}

/** Sums to 0: what one outcome gains, the others lose. */
function changeOf(before: MatchResultProbabilities, now: MatchResultProbabilities): MatchResultProbabilities {
  const home = now.home - before.home;
  const away = now.away - before.away;
  return { home, draw: 0 - (home + away), away };
}
