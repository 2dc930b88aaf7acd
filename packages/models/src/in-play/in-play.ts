import type { MatchResultProbabilities, Score } from "@touchline/schemas";
import type { Belief } from "../belief.ts";
import { markets, readMarkets } from "../markets.ts";
import { clockConstants, isSettled } from "../match-time.ts";
import type { PredictionCore } from "../model.ts";
import { tailMax } from "../score-matrix.ts";
import { inPlayParameters } from "./artefact.ts";
import type { InPlayState } from "./in-play-state.ts";
import { nextGoalBy } from "./next-goal-by.ts";
import { afterGoalSeconds, type InPlayParameters, lateFrom, pseudoGoals, pseudoShots } from "./parameters.ts";
import { restConstants, restOfMatch } from "./rest-of-match.ts";
import { resultInterval } from "./result-interval.ts";
import { leadMax } from "./score-chain.ts";
import { qualifyConstants, toQualify } from "./to-qualify.ts";

/** Name and version of how a match is re-scored in play. Any change that changes an answer changes it. */
export const inPlayId = "in-play-2";

/** All of it, for the hash of a model that goes on with it. */
export const inPlayConstants = {
  ...{ inPlayParameters, clockConstants, restConstants, qualifyConstants, markets },
  ...{ afterGoalSeconds, lateFrom, pseudoGoals, pseudoShots, tailMax, leadMax },
};

/**
 * All markets of a match from what was believed before it and from what has been played. They are on the 90 minutes, stoppage included, as
 * bookmakers settle them: in extra time and after it they stand on the score after 90 minutes. Only who goes through looks
 * further. A match that is called off keeps what its last clock and score give.
 */
export function inPlay(
  belief: Belief,
  state: InPlayState,
  provider: string,
  parameters: InPlayParameters = inPlayParameters,
): PredictionCore {
  const { matrix, rates } = restOfMatch(parameters, belief, state, provider);
  const score = regularScore(state);
  const lead = Math.max(-leadMax, Math.min(leadMax, score.home - score.away));
  const read = readMarkets(matrix, score, {
    home: rates.level.home * (rates.byLead[leadMax + lead] as number),
    away: rates.level.away * (rates.byLead[leadMax - lead] as number),
  });
  return {
    ...read,
    nextGoalBy: nextGoalBy(parameters, state, rates, 1 - read.nextGoal.none),
    toQualify: toQualify(parameters, belief, state, read.matchResult),
    interval: resultInterval(parameters, belief, state, rates, read),
  };
}

/** The chances of the result alone, as `inPlay` has them. */
export function resultInPlay(
  belief: Belief,
  state: InPlayState,
  provider: string,
  parameters: InPlayParameters = inPlayParameters,
): MatchResultProbabilities {
  const { rows, columns, probabilities } = restOfMatch(parameters, belief, state, provider).matrix;
  const { home: atHome, away: atAway } = regularScore(state);
  let [home, draw, away] = [0, 0, 0];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const lead = atHome - atAway + i - j;
      const chance = probabilities[i * columns + j] as number;
      if (lead > 0) home += chance;
      else if (lead < 0) away += chance;
      else draw += chance;
    }
  }
  return { home, draw, away };
}

/** The score that the markets stand on: now, or at the end of the 90 minutes once they are over. */
function regularScore(state: InPlayState): Score {
  if (isSettled(state) && state.fullTime !== null) return state.fullTime;
  return { home: state.home.goals, away: state.away.goals };
}
