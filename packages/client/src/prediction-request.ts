import type { MatchView } from "./protocol.ts";

/** The latest prediction of a match that is known: announced, being played, or over of late. */
export interface MatchRequest {
  readonly matchId: string;
  /** Whether the chances of each score come along. */
  readonly scoreGrid?: boolean;
}

/** A prediction of any match of two teams, announced or not, before its kick-off. */
export interface FixtureRequest {
  /** Id, e.g. club:arsenal, or any name; nothing is guessed. */
  readonly home: string;
  readonly away: string;
  /** Day (2026-11-28), ISO time, or ms since the epoch. */
  readonly date: string | number;
  /** Id or name; the one that both play in if left out, and for nations a friendly. */
  readonly competition?: string;
  /** True where nobody is at home. */
  readonly neutral?: boolean;
  /** Only what was known by this day, time or ms since the epoch counts; all that is known before the match if left out. */
  readonly asOf?: string | number;
  /** Id of the model; the one that is live if left out. */
  readonly model?: string;
  /** Or which odds the model may have seen. */
  readonly odds?: OddsVariant;
  readonly scoreGrid?: boolean;
}

/** No odds at all, those of past matches, or those of this match too. */
export type OddsVariant = "none" | "past" | "match";

export type PredictionRequest = MatchRequest | FixtureRequest;

/** What is expected of a match that was asked about. Probabilities are rounded to 5 decimals; `MatchView` says what the members mean. */
export interface RequestedPrediction
  extends Pick<
    MatchView,
    | "competition"
    | "season"
    | "kickOff"
    | "homeTeam"
    | "awayTeam"
    | "phase"
    | "period"
    | "second"
    | "score"
    | "suspended"
    | "matchResult"
    | "interval"
    | "doubleChance"
    | "handicaps"
    | "overUnder"
    | "bothTeamsToScore"
    | "cleanSheet"
    | "nextGoal"
    | "nextGoalBy"
    | "toQualify"
    | "remainingGoals"
    | "modelId"
    | "modelHash"
  > {
  /** Null of a match that was asked about by its teams. */
  readonly matchId: string | null;
  /** Null of a match that was asked about by its id: /v1/features tells. */
  readonly neutral: boolean | null;
  readonly scoreGrid: MatchView["scoreGrid"] | null;
  /** What was known then is in it, ms since the epoch. */
  readonly asOf: number;
  /** What it can be made again from. */
  readonly lineage: {
    /** Token of a match's prediction: /v1/matches/:matchId/predictions/:token/lineage tells the rest. */
    readonly token: string | null;
    readonly vector: VectorLineage | null;
  };
}

/** What was known of a match that was asked about by its teams. */
export interface VectorLineage {
  /** Hash of the manifest that says what each number means. */
  readonly manifest: string;
  /** SHA-256 of the vector's numbers as little-endian doubles. */
  readonly hash: string;
  /** False where results that count for it were not all known. */
  readonly complete: boolean;
  /** Index among the answer's `readings`. */
  readonly reading: number;
}

/** Why there is no prediction, and what to do; the codes are those of docs/errors-edge.md. */
export interface PredictionProblem {
  readonly code: string;
  readonly message: string;
  /** Ids of teams or competitions that may be meant, the likeliest first. */
  readonly candidates: readonly string[];
}

/** One of the two is null. */
export interface PredictionAnswer {
  readonly prediction: RequestedPrediction | null;
  readonly error: PredictionProblem | null;
}

export interface PredictionAnswers {
  /** In the order of the requests. */
  readonly predictions: readonly PredictionAnswer[];
  /** How far the topics had been read for them: below these offsets, by partition; of a compacted topic the last of each key. */
  readonly readings: readonly Readonly<Record<string, readonly number[]>>[];
}
