import { type Answers, foldMemberForm, type MemberForm, type Model, memberWeights, noForm } from "@touchline/models";
import type { Features, MemberScores } from "@touchline/schemas";
import type { MembersAnswers } from "./beliefs.ts";

/** Decimals of what is kept of the members' chances: 1e-6 of a chance is nothing beside what decides a weight. */
const decimals = 1e6;

/** Forms are kept of each ensemble and kind of competition by themselves. */
export function formKey(model: Model, competition: string): string | undefined {
  return model.members === undefined ? undefined : `${model.id}|${model.members.kindOf(competition)}`;
}

/** The answers as they are kept until the match is over. */
export function kept(answers: MembersAnswers): MembersAnswers {
  const rounded = (of: Answers): Answers =>
    Object.fromEntries(
      Object.entries(of).map(([name, chances]) => {
        if (chances === null) return [name, null];
        const [home, draw, away] = chances;
        return [name, [round(home), round(draw), round(away)]];
      }),
    );
  return Object.fromEntries(Object.entries(answers).map(([id, of]) => [id, rounded(of)]));
}

/** 0 home win, 1 draw, 2 away win after 90 minutes; undefined while the match is not over. */
export function outcomeOf({ phase, fullTime }: Features): 0 | 1 | 2 | undefined {
  if (phase !== "FINISHED" || fullTime === null) return undefined;
  return fullTime.home > fullTime.away ? 0 : fullTime.home === fullTime.away ? 1 : 2;
}

/** What a match that is over makes of the form of an ensemble's members, and what is told of that; undefined of a model without members. */
export function scored(
  model: Model,
  { matchId, competition }: Features,
  answers: Answers,
  outcome: 0 | 1 | 2,
  before: MemberForm = noForm,
): { readonly form: MemberForm; readonly scores: MemberScores } | undefined {
  const { members } = model;
  if (members === undefined) return undefined;
  const prior = members.prior(competition);
  const form = foldMemberForm(before, prior, answers, outcome);
  const weights = memberWeights(form, prior);
  const scores: MemberScores = {
    ...{ matchId, modelId: model.id, kind: members.kindOf(competition), outcome },
    members: Object.entries(form).map(([name, { excess, due }]) => {
      const chance = answers[name]?.[outcome];
      const logLoss = chance === undefined ? null : -Math.log(Math.max(chance, 1 / decimals));
      return { name, logLoss, excess, due, weight: weights[name] ?? 0 };
    }),
  };
  return { form, scores };
}

function round(chance: number): number {
  return Math.round(chance * decimals) / decimals;
}
