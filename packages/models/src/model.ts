import type { Features, MatchResultProbabilities, ModelVersion, Prediction } from "@touchline/schemas";
import type { Belief } from "./belief.ts";
import type { Markets } from "./markets.ts";
import type { Answers, MemberForm, Weights } from "./pre-match/member-form.ts";
import type { PredictionBasis } from "./prediction-basis.ts";

/** What a model says of a match: the part of a prediction that depends on the model. */
export type PredictionCore = Markets & Pick<Prediction, "nextGoalBy" | "toQualify" | "interval">;

/** A model: a pure function of the features, so that the same log gives the same predictions. */
export interface Model {
  /** Name and version. Any change that changes an answer changes the id. */
  readonly id: string;
  /** SHA-256 of the id and all parameters, hex: two models of one hash give the same answers. */
  readonly hash: string;
  /** What it believes of a match before kick-off. `values`: the vector of what was known then, in the manifest's order. */
  beliefBefore(competition: string, values: ArrayLike<number>): Belief;
  /** Of an ensemble: its members, weighed by how they did of late. */
  readonly members?: Members;
  /** `before`: what was believed before kick-off; null where no vector of the match is known. */
  predict(features: Features, before: Belief | null): PredictionCore;
  /** The chances of the result alone, as `predict` has them; as rates in play have them where left out. */
  resultOf?(basis: PredictionBasis): MatchResultProbabilities;
}

/** The members of an ensemble; their form is kept of each kind of competition by itself. */
export interface Members {
  kindOf(competition: string): string;
  /** Weights that training gave to them. */
  prior(competition: string): Weights;
  /** As `beliefBefore`, with the weights moved by the members' form, and what each of them says. */
  opinionBefore(competition: string, values: ArrayLike<number>, form: MemberForm): MembersOpinion;
}

export interface MembersOpinion {
  readonly belief: Belief;
  readonly answers: Answers;
}

/** What a model's card says in short. */
export type CardSummary = Pick<ModelVersion, "about" | "odds" | "dataHash" | "trainedUntil" | "metrics">;

/** A model that comes with its card. */
export interface ShippedModel extends Model {
  readonly card: CardSummary;
}
