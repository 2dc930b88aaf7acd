import type { PerSide } from "@touchline/schemas";
import type { StrengthsArtefact } from "./artefact.ts";
import { kindOf } from "./kind-of.ts";
import { type Opinions, stacked } from "./stack.ts";

/** Goals that a trained model expects of both sides before a match. */
export function strengthRates({ stacks }: StrengthsArtefact, competition: string, opinions: Opinions): PerSide {
  return stacked(stacks[kindOf(competition)], opinions);
}
