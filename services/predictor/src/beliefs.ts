import type { Belief, Model } from "@touchline/models";
import type { PreMatch } from "@touchline/schemas";
import { beliefProblem } from "./pre-match-problem.ts";
import type { Refusal } from "./reason-codes.ts";

/**
 * What each model believes of a match before kick-off, by model id: some 100 bytes a model, so that any of them can answer at the next
 * record without the vector, which is forty times as long.
 */
export type Beliefs = Readonly<Record<string, Belief>>;

/**
 * What the models make of a vector, or why it cannot be used: that the model which answers makes nothing of it. Others that make
 * nothing of it are told, and left out.
 */
export function beliefsOf(
  models: readonly Model[],
  answers: Model,
  { competition, values }: PreMatch,
  failed: (model: Model, why: string) => void,
): { readonly beliefs: Beliefs } | { readonly refused: Refusal } {
  const beliefs: Record<string, Belief> = {};
  for (const model of models) {
    if (model === answers) {
      const belief = model.beliefBefore(competition, values);
      const refused = beliefProblem(belief);
      if (refused !== undefined) return { refused };
      beliefs[model.id] = belief;
      continue;
    }
    const belief = attempt(() => model.beliefBefore(competition, values));
    const why = belief instanceof Error ? belief.message : beliefProblem(belief)?.message;
    if (belief instanceof Error || why !== undefined) failed(model, why ?? "");
    else beliefs[model.id] = belief;
  }
  return { beliefs };
}

/**
 * What a model goes on from: its own belief. Where it was not there yet when the vector was told, what another model made of that, which
 * is nearer than recent form; null where there was none.
 */
export function beliefFor(model: Model, beliefs: Beliefs | undefined): Belief | null {
  return beliefs?.[model.id] ?? Object.values(beliefs ?? {})[0] ?? null;
}

/** What it gives, or what it throws. */
export function attempt<T>(act: () => T): T | Error {
  try {
    return act();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
