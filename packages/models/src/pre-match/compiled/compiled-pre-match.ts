import { resultChances } from "@touchline/odds";
import { placeOf, vectorLength } from "@touchline/prematch";
import type { Belief } from "../../belief.ts";
import type { MembersOpinion } from "../../model.ts";
import { type Kind, kindOf } from "../../strengths/kind-of.ts";
import { goalsRange } from "../../strengths/stack.ts";
import type { Blend } from "../artefact.ts";
import { withFactors } from "../factors.ts";
import { matchPrices } from "../match-prices.ts";
import { areChances, type Chances, type MemberForm, noForm } from "../member-form.ts";
import { CompiledNetwork } from "../network/compiled-network.ts";
import { pooledMin } from "../pool.ts";
import { movedWeights, type PreMatchModel } from "../pre-match-model.ts";
import { projected } from "../projection.ts";
import { believedVariance, seenOf } from "../uncertainty.ts";
import { VoteLanes } from "../vote/vote-lanes.ts";
import { CompiledGoals } from "./compiled-goals.ts";
import { writeRatings } from "./compiled-ratings.ts";

/** Vectors that go through all members together. */
const blockRows = 64;
const names = ["strengths", "ratings", "network", "vote"] as const;

/**
 * The whole ensemble as loops over typed arrays: what `PreMatchModel` believes, to 1e-9, several times as fast, of one match or of
 * many. Where a member has no usable answer, the plain model is asked.
 */
export class CompiledPreMatch {
  readonly #plain: PreMatchModel;
  readonly #goals: Readonly<Record<Kind, CompiledGoals>>;
  readonly #network: CompiledNetwork | null;
  readonly #vote: VoteLanes | null;
  /** Logs of the ratio of goals and of their sum, a row each. */
  readonly #logs = new Float64Array(2 * blockRows);
  readonly #factors = new Float64Array(2);
  /** What each member says: three chances a row. */
  readonly #answers: readonly Float64Array[] = names.map(() => new Float64Array(3 * blockRows));
  readonly #weights = new WeakMap<MemberForm, Map<Blend, Float64Array>>();

  /** `plain`: the same ensemble, with the members of its artefact and no others. */
  constructor(plain: PreMatchModel) {
    const { kinds, contexts, members } = plain.artefact;
    const { network, vote } = members;
    const goals = (kind: Kind) =>
      new CompiledGoals(kinds[kind].stack, kind === "nations" ? contexts.nations : contexts.clubs);
    this.#plain = plain;
    this.#goals = { topFive: goals("topFive"), others: goals("others"), nations: goals("nations") };
    this.#network = network === undefined ? null : new CompiledNetwork(network, placeOf);
    this.#vote = vote === undefined ? null : new VoteLanes(vote);
  }

  /** What is believed of a match by its vector. */
  belief(competition: string, values: Float64Array, form: MemberForm = noForm): Belief {
    this.#ask(kindOf(competition), values, 0, 0);
    this.#vote?.one(values, 0, this.#answers[3] as Float64Array, 0);
    return this.#pooled(competition, values, 0, form, 0);
  }

  /** What is believed of a match by its vector, and what each member says of it. */
  opinion(competition: string, values: Float64Array, form: MemberForm = noForm): MembersOpinion {
    const belief = this.belief(competition, values, form);
    const answers: Record<string, Chances | null> = {};
    for (let i = 0; i < names.length; i++) {
      if (this.#isLeftOut(i)) continue;
      const [home, draw, away] = this.#answers[i] as unknown as Chances;
      answers[names[i] as string] = areChances(home, draw, away) ? [home, draw, away] : null;
    }
    const { priced } = this.#plain.artefact.kinds[kindOf(competition)];
    const prices = priced === null ? null : matchPrices(values);
    if (prices !== null) answers.prices = prices.chances;
    return { belief, answers };
  }

  /** What is believed of many matches: a vector for each competition, one after the other. */
  beliefs(competitions: readonly string[], values: Float64Array, form: MemberForm = noForm): Belief[] {
    const beliefs: Belief[] = [];
    for (let first = 0; first < competitions.length; first += blockRows) {
      const rows = Math.min(blockRows, competitions.length - first);
      const from = first * vectorLength;
      for (let row = 0; row < rows; row++) {
        this.#ask(kindOf(competitions[first + row] as string), values, from + row * vectorLength, row);
      }
      this.#vote?.block(values, from, rows, this.#answers[3] as Float64Array);
      for (let row = 0; row < rows; row++) {
        const competition = competitions[first + row] as string;
        beliefs.push(this.#pooled(competition, values, from + row * vectorLength, form, row));
      }
    }
    return beliefs;
  }

  /** Asks all members but the vote. */
  #ask(kind: Kind, values: Float64Array, from: number, row: number): void {
    const [strengths, ratings, network] = this.#answers as [Float64Array, Float64Array, Float64Array];
    this.#goals[kind].write(values, from, this.#logs, 2 * row);
    const supremacy = this.#logs[2 * row] as number;
    const goals = Math.exp(this.#logs[2 * row + 1] as number);
    const home = goals / (1 + Math.exp(-supremacy));
    const away = goals / (1 + Math.exp(supremacy));
    writeResult(home, away, strengths, 3 * row);
    writeRatings(this.#plain.artefact.kinds[kind].ratings, values, from, ratings, 3 * row);
    if (this.#network === null) return;
    // it has learnt from clubs alone
    if (kind === "nations") this.#factors.fill(0);
    else this.#network.write(values, from, this.#factors, 0);
    const [byHome, byAway] = this.#factors as unknown as [number, number];
    writeResult(home * Math.exp(byHome), away * Math.exp(byAway), network, 3 * row);
  }

  #pooled(competition: string, values: Float64Array, from: number, form: MemberForm, row: number): Belief {
    const kind = kindOf(competition);
    const { blend, priced } = this.#plain.artefact.kinds[kind];
    const vector = () => values.subarray(from, from + vectorLength);
    const prices = priced === null ? null : matchPrices(values, from);
    const used = priced === null || prices === null ? blend : priced;
    const weights = this.#weightsOf(used, form);
    let [home, draw] = used.pool.bias;
    let away = 0;
    for (let i = 0; i < names.length; i++) {
      if (this.#isLeftOut(i)) continue;
      const answers = this.#answers[i] as Float64Array;
      const h = answers[3 * row] as number;
      const d = answers[3 * row + 1] as number;
      const a = answers[3 * row + 2] as number;
      if (!areChances(h, d, a)) {
        return this.#plain.belief(competition, vector(), form);
      }
      const weight = weights[i] as number;
      if (weight === 0) continue;
      home += weight * Math.log(Math.max(pooledMin, h));
      draw += weight * Math.log(Math.max(pooledMin, d));
      away += weight * Math.log(Math.max(pooledMin, a));
    }
    if (prices !== null) {
      const [h, d, a] = prices.chances;
      if (!areChances(h, d, a)) return this.#plain.belief(competition, vector(), form);
      const weight = weights[names.length] as number;
      home += weight * Math.log(Math.max(pooledMin, h));
      draw += weight * Math.log(Math.max(pooledMin, d));
      away += weight * Math.log(Math.max(pooledMin, a));
    }
    const most = Math.max(home, draw, away);
    home = Math.exp(home - most);
    draw = Math.exp(draw - most);
    away = Math.exp(away - most);
    const sum = home + draw + away;
    const chances: Chances = [home / sum, draw / sum, away / sum];
    const logGoals = this.#logs[2 * row + 1] as number;
    // strengths that are none: the plain one says so
    if (!Number.isFinite((this.#logs[2 * row] as number) + logGoals)) {
      return this.#plain.belief(competition, vector(), form);
    }
    const { shift, scale, prices: byPrices } = used.goals;
    const goals = Math.exp(shift + scale * logGoals + byPrices * (prices?.logGoals ?? logGoals));
    const rates = projected(chances, Math.min(goalsRange.most, Math.max(goalsRange.least, goals)));
    const seen = seenOf(this.#plain.artefact.odds, prices !== null);
    return { ...withFactors(rates, values, from), variance: believedVariance(seen, kind, values, from) };
  }

  #isLeftOut(member: number): boolean {
    return (member === 2 && this.#network === null) || (member === 3 && this.#vote === null);
  }

  /** Weights of the strengths, the members and the prices; worked out once for each form. */
  #weightsOf(blend: Blend, form: MemberForm): Float64Array {
    let ofForm = this.#weights.get(form);
    if (ofForm === undefined) {
      ofForm = new Map();
      this.#weights.set(form, ofForm);
    }
    let weights = ofForm.get(blend);
    if (weights === undefined) {
      const moved = movedWeights(blend.pool.weights, form);
      weights = Float64Array.from([...names, "prices"], (name) => moved[name] ?? 0);
      ofForm.set(blend, weights);
    }
    return weights;
  }
}

function writeResult(homeGoals: number, awayGoals: number, out: Float64Array, at: number): void {
  const { home, draw, away } = resultChances(homeGoals, awayGoals);
  out[at] = home;
  out[at + 1] = draw;
  out[at + 2] = away;
}
