/**
 * Every reason for which the predictor refuses a record: what it means and what to do about it. docs/reason-codes.md
 * shows the same.
 */
export const reasonCodes = {
  KEY_MISMATCH: {
    means: "A record's key is not the match it speaks of.",
    toDo: "Correct its producer: features are keyed by match id.",
  },
  FEATURES_OUT_OF_RANGE: {
    means: "A quantity is not a number, or cannot be, such as twelve men or a second before kick-off.",
    toDo: "Look at the match's features and the event that caused them; the last good prediction stays.",
  },
  MANIFEST_UNKNOWN: {
    means:
      "What was known before kick-off goes by another manifest than the model: features and predictor are of different versions.",
    toDo: "Bring both to one version and replay the letter; until then the last vector counts, or recent form where there is none.",
  },
  MODEL_MISSING: {
    means: "The predictor has no model that may answer: the registry has all of its own retired, or of another hash.",
    toDo: "Start a predictor that has the live model of `npm run registry -- list`, then replay the letters.",
  },
  PREDICTION_INVALID: {
    means: "The model answered with chances that are not between 0 and 1, or do not add up to 1.",
    toDo: "Go back to the model before (`npm run registry -- rollback`); a test with these features shows the fault.",
  },
} as const;

export type ReasonCode = keyof typeof reasonCodes;

/** Why a record is refused. */
export interface Refusal {
  readonly code: ReasonCode;
  readonly message: string;
}
