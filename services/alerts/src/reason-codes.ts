/**
 * Every reason for which the alerts service refuses a prediction: what it means and what to do about it. docs/reason-codes.md shows
 * the same. Prices that cannot be used are refused by features, and passed over here.
 */
export const reasonCodes = {
  KEY_MISMATCH: {
    means: "A record's key is not the match it speaks of.",
    toDo: "Correct its producer: predictions are keyed by match id.",
  },
  PREDICTION_OUT_OF_RANGE: {
    means: "A chance is not between 0 and 1, or a clock is below 0 or no number.",
    toDo: "Look at who wrote it: the predictor publishes none. The match's alerts stay as they are.",
  },
} as const;

/** Why a record is refused. */
export interface Refusal {
  readonly code: keyof typeof reasonCodes;
  readonly message: string;
}
