import type { PerSide } from "@touchline/schemas";

/** Goals that several filters of strengths expect of both sides, by the filter's name. */
export type Opinions = Readonly<Record<string, PerSide>>;

/** How several opinions of a match become one. */
export interface Stack {
  /** Log of the ratio of goals: a sum of the opinions' own, so weighted. */
  readonly supremacy: Readonly<Record<string, number>>;
  /** Log of the sum of goals: the intercept and a weighted sum of the opinions' own. */
  readonly goals: { readonly intercept: number; readonly weights: Readonly<Record<string, number>> };
}

/** No match is taken to expect more goals of both sides together, or fewer. */
export const goalsRange = { least: 0.5, most: 9 } as const;

/** Goals of both sides that the stack expects. Throws a RangeError where an opinion is missing that it weighs. */
export function stacked(stack: Stack, opinions: Opinions): PerSide {
  let supremacy = 0;
  for (const name in stack.supremacy) supremacy += (stack.supremacy[name] as number) * supremacyOf(opinions, name);
  let logGoals = stack.goals.intercept;
  for (const name in stack.goals.weights) {
    logGoals += (stack.goals.weights[name] as number) * logGoalsOf(opinions, name);
  }
  const goals = Math.min(goalsRange.most, Math.max(goalsRange.least, Math.exp(logGoals)));
  return split(goals, supremacy);
}

/** Goals of each side, from their sum and the log of their ratio. */
export function split(goals: number, supremacy: number): PerSide {
  return { home: goals / (1 + Math.exp(-supremacy)), away: goals / (1 + Math.exp(supremacy)) };
}

export function supremacyOf(opinions: Opinions, name: string): number {
  const { home, away } = opinionOf(opinions, name);
  return Math.log(home / away);
}

export function logGoalsOf(opinions: Opinions, name: string): number {
  const { home, away } = opinionOf(opinions, name);
  return Math.log(home + away);
}

function opinionOf(opinions: Opinions, name: string): PerSide {
  const opinion = opinions[name];
  if (opinion === undefined) throw new RangeError(`no opinion of the filter "${name}" is known`);
  return opinion;
}
