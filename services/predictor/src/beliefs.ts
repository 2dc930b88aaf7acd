import { type Answers, type Belief, type MemberForm, type Members, type Model, noForm } from "@touchline/models";
import type { PreMatch } from "@touchline/schemas";
import { beliefProblem } from "./pre-match-problem.ts";
import type { Refusal } from "./reason-codes.ts";

/**
 * What each model believes of a match before kick-off, by model id: some 100 bytes a model, so that any of them can answer at the next
 * record without the vector, which is forty times as long.
 */
export type Beliefs = Readonly<Record<string, Belief>>;

/** What the members of each ensemble say of a match, by model id. */
export type MembersAnswers = Readonly<Record<string, Answers>>;

export interface Believed {
  readonly beliefs: Beliefs;
  readonly answers: MembersAnswers;
}

/**
 * What the models make of a vector, or why it cannot be used: that the model which answers makes nothing of it. Others that make
 * nothing of it are told, and left out. `formOf`: how the members of an ensemble did of late; models of the same members share the belief
 * and the form of the first of them.
 */
export function beliefsOf(
  models: readonly Model[],
  answering: Model,
  { competition, values }: PreMatch,
  formOf: (model: Model) => MemberForm | undefined,
  failed: (model: Model, why: string) => void,
): Believed | { readonly refused: Refusal } {
  const beliefs: Record<string, Belief> = {};
  const answers: Record<string, Answers> = {};
  const shared = new Map<Members, Belief>();
  for (const model of models) {
    const known = model.members && shared.get(model.members);
    if (known !== undefined) {
      beliefs[model.id] = known;
      continue;
    }
    const opinion = () => {
      const { members } = model;
      if (members === undefined) return { belief: model.beliefBefore(competition, values), answers: undefined };
      return members.opinionBefore(competition, values, formOf(model) ?? noForm);
    };
    const made = model === answering ? opinion() : attempt(opinion);
    const refused = made instanceof Error ? undefined : beliefProblem(made.belief);
    if (refused !== undefined && model === answering) return { refused };
    if (made instanceof Error || refused !== undefined) {
      failed(model, made instanceof Error ? made.message : (refused?.message ?? ""));
      continue;
    }
    beliefs[model.id] = made.belief;
    if (made.answers !== undefined) answers[model.id] = made.answers;
    if (model.members !== undefined) shared.set(model.members, made.belief);
  }
  return { beliefs, answers };
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
