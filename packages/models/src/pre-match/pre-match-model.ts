import { resultChances } from "@touchline/odds";
import type { Belief } from "../belief.ts";
import { type Kind, kindOf } from "../strengths/kind-of.ts";
import { goalsRange } from "../strengths/stack.ts";
import type { GoalsCalibration, PreMatchArtefact } from "./artefact.ts";
import { spreadsMax } from "./context.ts";
import { withFactors } from "./factors.ts";
import { GoalRates, type Logs } from "./goal-rates.ts";
import { type MatchPrices, matchPrices } from "./match-prices.ts";
import type { Member } from "./member.ts";
import {
  type Answers,
  answerOf,
  type Chances,
  formConstants,
  type MemberForm,
  memberWeights,
  noForm,
} from "./member-form.ts";
import { networkMember } from "./network/network-member.ts";
import type { OddsUse } from "./odds-use.ts";
import { pooled, pooledMin } from "./pool.ts";
import { dependenceRange, projected } from "./projection.ts";
import { ratingsMember } from "./ratings-member.ts";
import { believedVariance, seenOf, varianceShare } from "./uncertainty.ts";
import { voteMember } from "./vote/vote-member.ts";

/** What the model is made with beside its artefact, for the hash of a model. */
export const preMatchConstants = { spreadsMax, goalsRange, pooledMin, dependenceRange, formConstants, varianceShare };

/** What the members and their pool say of one match. */
export interface Opinion {
  readonly answers: Answers;
  readonly chances: Chances;
  /** Goals of both sides together. */
  readonly goals: number;
  /** What odds it comes from: of a match whose own prices nobody told those of past ones at most. */
  readonly seen: OddsUse;
}

/** An ensemble that says what is believed of a match, by the vector of what was known before it. */
export class PreMatchModel {
  readonly artefact: PreMatchArtefact;
  readonly #members: Member[];
  readonly #rates: Readonly<Record<Kind, GoalRates>>;

  /** `more`: members beside those of the artefact, which the pool weighs by their names. */
  constructor(artefact: PreMatchArtefact, more: readonly Member[] = []) {
    this.artefact = artefact;
    const { kinds, contexts } = artefact;
    const rates = (kind: Kind) =>
      new GoalRates(kinds[kind].stack, kind === "nations" ? contexts.nations : contexts.clubs);
    this.#rates = { topFive: rates("topFive"), others: rates("others"), nations: rates("nations") };
    const logits = { topFive: kinds.topFive.ratings, others: kinds.others.ratings, nations: kinds.nations.ratings };
    const { vote, network } = artefact.members;
    this.#members = [strengthsMember(this.#rates), ratingsMember(logits), ...more];
    if (vote !== undefined) this.#members.push(voteMember(vote));
    if (network !== undefined)
      this.#members.push(networkMember(network, (competition, values) => this.#rates[kindOf(competition)].of(values)));
  }

  get id(): string {
    return this.artefact.model;
  }

  /**
   * What is believed of a match: the pool's chances as one distribution of scores, times the factors of who is to play, weather and
   * news. `form`: how the members did of late; it moves weight between them.
   */
  belief(competition: string, values: ArrayLike<number>, form: MemberForm = noForm): Belief {
    const { chances, goals, seen } = this.opinion(competition, values, form);
    const variance = believedVariance(seen, kindOf(competition), values);
    return { ...withFactors(projected(chances, goals), values), variance };
  }

  /** What each member says, and all together, before the factors of who is to play, weather and news. */
  opinion(competition: string, values: ArrayLike<number>, form: MemberForm = noForm): Opinion {
    const kind = kindOf(competition);
    const { blend, priced } = this.artefact.kinds[kind];
    const prices = priced === null ? null : matchPrices(values);
    const { pool, goals } = priced === null || prices === null ? blend : priced;
    const answers: Record<string, Chances | null> = {};
    for (const member of this.#members) answers[member.name] = answerOf(() => member.chances(competition, values));
    if (prices !== null) answers.prices = prices.chances;
    return {
      answers,
      chances: pooled(movedWeights(pool.weights, form, answers), pool.bias, answers),
      goals: calibrated(goals, this.#rates[kind].logsOf(values), prices),
      seen: seenOf(this.artefact.odds, prices !== null),
    };
  }
}

/** Goals of both sides, NaN where the strengths are none; where prices say nothing of them, the strengths stand in for what prices would say. */
function calibrated(
  { shift, scale, prices }: GoalsCalibration,
  { supremacy, logGoals }: Logs,
  quoted: MatchPrices | null,
): number {
  if (!Number.isFinite(supremacy + logGoals)) return Number.NaN;
  const sum = shift + scale * logGoals + prices * (quoted?.logGoals ?? logGoals);
  return Math.min(goalsRange.most, Math.max(goalsRange.least, Math.exp(sum)));
}

/** Results as the strengths alone expect them. */
export function strengthsMember(rates: Readonly<Record<Kind, Pick<GoalRates, "of">>>): Member {
  return {
    name: "strengths",
    chances(competition, values) {
      const { home, away } = rates[kindOf(competition)].of(values);
      const result = resultChances(home, away);
      return [result.home, result.draw, result.away];
    },
  };
}

/** The pool's weights, moved between members by how they did of late; their sum, the inverse of a temperature, stays. */
export function movedWeights(
  weights: Readonly<Record<string, number>>,
  form: MemberForm,
  answers?: Answers,
): Readonly<Record<string, number>> {
  const sum = Object.values(weights).reduce((a, b) => a + b, 0);
  const shares = Object.entries(memberWeights(form, weights, answers));
  return Object.fromEntries(shares.map(([name, share]) => [name, sum * share]));
}
