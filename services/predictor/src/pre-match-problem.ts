import type { Belief } from "@touchline/models";
import { manifestHash, vectorLength } from "@touchline/prematch";
import type { PreMatch } from "@touchline/schemas";
import type { Refusal } from "./reason-codes.ts";

/** Why a model cannot use what was known before kick-off; undefined where it can. */
export function preMatchProblem(key: string, { matchId, manifest, values }: PreMatch): Refusal | undefined {
  if (matchId !== key) {
    return { code: "KEY_MISMATCH", message: `what was known of match ${matchId} has the key ${key}` };
  }
  if (manifest !== manifestHash) {
    return {
      code: "MANIFEST_UNKNOWN",
      message: `the vector goes by manifest ${manifest}, the model by ${manifestHash}`,
    };
  }
  if (values.length === vectorLength) return undefined;
  return { code: "FEATURES_OUT_OF_RANGE", message: `${values.length} values in place of ${vectorLength}` };
}

/** Why what is believed by it cannot be; undefined where it can. */
export function beliefProblem({ home, away, dependence, variance }: Belief): Refusal | undefined {
  if (home > 0 && away > 0 && variance >= 0 && Number.isFinite(home + away + dependence + variance)) return undefined;
  const message = `it leads to ${home} and ${away} goals expected of the sides, dependence ${dependence}, variance ${variance}`;
  return { code: "FEATURES_OUT_OF_RANGE", message };
}
