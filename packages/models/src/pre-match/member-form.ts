/** Chances of home win, draw and away win. */
export type Chances = readonly [home: number, draw: number, away: number];

/** What each member said of one match, by its name; null of one that gave no answer. */
export type Answers = Readonly<Record<string, Chances | null>>;

/** Weights of members by name. */
export type Weights = Readonly<Record<string, number>>;

/** How a member has done of late. */
export interface MemberStanding {
  /** Log-loss beyond that of the members together, in nats, summed over matches of which each older one counts less. */
  readonly excess: number;
  /** Answers that it has yet to give before it counts again; 0 of a member that counts. */
  readonly due: number;
}

/** Standing by member; one that is not named has neither gained nor lost. */
export type MemberForm = Readonly<Record<string, MemberStanding>>;

export const noForm: MemberForm = {};

export const formConstants = {
  /** What a match counts after the next one: the sum is as of about 100 matches. */
  decay: 0.99,
  /** A weight falls by e to this for each nat of excess; at 1 and without decay the weights are the posterior chances of the members. */
  rate: 1,
  /** A chance below this counts as this: one sure and wrong answer does not decide alone. */
  chanceMin: 1e-3,
  /** Answers in a row after which a member that had failed counts again. */
  due: 20,
  /** Excess with which a member begins that had failed, in nats: about 2 % of its weight, more with each good answer. */
  failed: 4,
} as const;

const unknown: MemberStanding = { excess: 0, due: 0 };

/**
 * Weights that follow how the members did of late: prior weight × exp(−rate × excess), of those that count, normalised to 1 (the
 * exponentially weighted forecaster of Vovk 1990, with losses discounted). `answers`, where given: a member without a usable answer
 * to this match has no weight in it. Where none of those that answer counts, they go by their prior weights; all weights are 0 where
 * none answers.
 */
export function memberWeights(form: MemberForm, prior: Weights, answers?: Answers): Weights {
  const answering = Object.keys(prior).filter((name) => answers === undefined || isUsable(answers[name]));
  const counting = answering.filter((name) => standingOf(form, name).due === 0);
  const least = Math.min(...counting.map((name) => standingOf(form, name).excess));
  const weights: Record<string, number> = {};
  for (const name of Object.keys(prior)) weights[name] = 0;
  for (const name of counting) {
    // relative to the least, so that no sum of weights is too small to divide by
    const { excess } = standingOf(form, name);
    weights[name] = (prior[name] as number) * Math.exp(-formConstants.rate * (excess - least));
  }
  if (sumOf(weights) > 0) return normalised(weights);
  for (const name of answering) weights[name] = prior[name] as number;
  return sumOf(weights) > 0 ? normalised(weights) : weights;
}

/**
 * Form after one more match. `outcome`: 0 home win, 1 draw, 2 away win. What a member lost is measured against the members
 * together, as they were weighted before the match. One that gave no usable answer is dropped at once, and counts again
 * when it has answered so many matches on end; then with little weight, which grows as it does well.
 */
export function foldMemberForm(form: MemberForm, prior: Weights, answers: Answers, outcome: 0 | 1 | 2): MemberForm {
  const { decay, chanceMin, due, failed } = formConstants;
  const weights = memberWeights(form, prior, answers);
  let pooled = 0;
  for (const [name, weight] of Object.entries(weights)) if (weight > 0) pooled += weight * said(answers[name], outcome);
  const folded: Record<string, MemberStanding> = {};
  for (const name of Object.keys(prior)) {
    const before = standingOf(form, name);
    const faded = decay * before.excess;
    const chance = said(answers[name], outcome);
    folded[name] = Number.isNaN(chance)
      ? { excess: Math.max(faded, failed), due }
      : {
          excess: faded + Math.log(Math.max(chanceMin, pooled)) - Math.log(Math.max(chanceMin, chance)),
          due: Math.max(0, before.due - 1),
        };
  }
  return folded;
}

/** What a member says; null where it throws, or answers with what are no chances. */
export function answerOf(chances: () => Chances): Chances | null {
  try {
    const answer = chances();
    return isUsable(answer) ? answer : null;
  } catch {
    return null;
  }
}

/** The chance that an answer gave to what happened; NaN where there is no usable answer. */
function said(answer: Chances | null | undefined, outcome: 0 | 1 | 2): number {
  return isUsable(answer) ? answer[outcome] : Number.NaN;
}

function isUsable(answer: Chances | null | undefined): answer is Chances {
  if (answer === null || answer === undefined) return false;
  return areChances(...answer);
}

/** Single precision sums to 1 within 1e-6. */
export function areChances(home: number, draw: number, away: number): boolean {
  return home >= 0 && draw >= 0 && away >= 0 && Math.abs(home + draw + away - 1) < 1e-5;
}

function standingOf(form: MemberForm, name: string): MemberStanding {
  return form[name] ?? unknown;
}

function sumOf(weights: Weights): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0);
}

function normalised(weights: Weights): Weights {
  const sum = sumOf(weights);
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, weight / sum]));
}
