import type { Features, PerSide, Prediction } from "@touchline/schemas";
import type { FeatureOf } from "./strengths/vector-rates.ts";

/** What a model says of a match: the part of a prediction that depends on the model. */
export type PredictionCore = Pick<
  Prediction,
  "matchResult" | "overUnder" | "bothTeamsToScore" | "nextGoal" | "remainingGoals" | "scoreGrid"
>;

/** A model: a pure function of the features, so that the same log gives the same predictions. */
export interface Model {
  /** Name and version. Any change that changes an answer changes the id. */
  readonly id: string;
  /** SHA-256 of the id and all parameters, hex: two models of one hash give the same answers. */
  readonly hash: string;
  /** Goals that it expects of both sides before a match, from what was known then: a feature of the vector by its name. */
  ratesBefore(competition: string, feature: FeatureOf): PerSide;
  /** `before`: the rates before the match; null where they are not known. */
  predict(features: Features, before: PerSide | null): PredictionCore;
}
