import { impossibleIn } from "@touchline/football";
import type { Features } from "@touchline/schemas";
import type { Refusal } from "./reason-codes.ts";

/** Why a model cannot use these features; undefined where it can. */
export function featuresProblem(key: string, features: Features): Refusal | undefined {
  if (features.matchId !== key) {
    return { code: "KEY_MISMATCH", message: `the features of match ${features.matchId} have the key ${key}` };
  }
  const message = impossibleIn(features);
  return message === undefined ? undefined : { code: "FEATURES_OUT_OF_RANGE", message };
}
