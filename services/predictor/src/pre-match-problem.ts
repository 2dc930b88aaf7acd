import { manifestHash, vectorLength } from "@touchline/prematch";
import type { PerSide, PreMatch } from "@touchline/schemas";
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

/** Why rates that follow from it cannot be; undefined where they can. */
export function ratesProblem({ home, away }: PerSide): Refusal | undefined {
  if (home > 0 && away > 0 && Number.isFinite(home + away)) return undefined;
  return { code: "FEATURES_OUT_OF_RANGE", message: `it leads to ${home} and ${away} goals expected of the sides` };
}
