import type { Prediction } from "@touchline/schemas";
import type { Refusal } from "./reason-codes.ts";

/** Why a prediction cannot be judged; undefined where it can. */
export function matchPredictionProblem(key: string, prediction: Prediction): Refusal | undefined {
  const { matchId, matchResult, overUnder, bothTeamsToScore, second, asOf, sequence } = prediction;
  if (matchId !== key) {
    return { code: "KEY_MISMATCH", message: `the prediction of match ${matchId} has the key ${key}` };
  }
  const { home, draw, away } = matchResult;
  const wrong = [home, draw, away, bothTeamsToScore, ...overUnder.map(({ over }) => over)].find(
    (chance) => !(chance >= 0 && chance <= 1),
  );
  if (wrong === undefined && second >= 0 && Number.isFinite(asOf)) return undefined;
  const what = wrong === undefined ? `the clock ${second} s, ${asOf}` : `the chance ${wrong}`;
  return { code: "PREDICTION_OUT_OF_RANGE", message: `prediction ${sequence} of ${matchId} has ${what}` };
}
