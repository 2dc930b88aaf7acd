import { resultChances } from "@touchline/odds";
import { placeOf, vectorLength } from "@touchline/prematch";
import type { Belief } from "../../belief.ts";
import { type Kind, kindOf } from "../../strengths/kind-of.ts";
import { goalsRange } from "../../strengths/stack.ts";
import type { Blend, PreMatchArtefact } from "../artefact.ts";
import { matchPrices } from "../match-prices.ts";
import { type Chances, type MemberForm, noForm } from "../member-form.ts";
import { pooledMin } from "../pool.ts";
import { movedWeights, type PreMatchModel } from "../pre-match-model.ts";
import { projected } from "../projection.ts";
import { CompiledGoals } from "./compiled-goals.ts";
import type { CompiledMember } from "./compiled-member.ts";
import { compiledRatings } from "./compiled-ratings.ts";

/** Vectors that go through all members together. */
const blockRows = 64;

/**
 * The whole ensemble as loops over typed arrays: what `PreMatchModel` believes, to 1e-9, several times as fast, of one match or of
 * many. Where a member has no usable answer, the plain model is asked.
 */
export class CompiledPreMatch {
  readonly #plain: PreMatchModel;
  readonly #artefact: PreMatchArtefact;
  readonly #goals: Readonly<Record<Kind, CompiledGoals>>;
  readonly #members: readonly CompiledMember[];
  /** Logs of the ratio of goals and of their sum, a row each. */
  readonly #logs = new Float64Array(2 * blockRows);
  /** What each member says: three chances a row. */
  readonly #answers: readonly Float64Array[];
  readonly #weights = new WeakMap<MemberForm, Map<Blend, Float64Array>>();

  /** `members`: those beside the strengths and the ratings, the same ones that the plain model has. */
  constructor(plain: PreMatchModel, members: readonly CompiledMember[] = []) {
    const { kinds, contexts } = plain.artefact;
    const goals = (kind: Kind) =>
      new CompiledGoals(kinds[kind].stack, kind === "nations" ? contexts.nations : contexts.clubs);
    this.#plain = plain;
    this.#artefact = plain.artefact;
    this.#goals = { topFive: goals("topFive"), others: goals("others"), nations: goals("nations") };
    const logits = { topFive: kinds.topFive.ratings, others: kinds.others.ratings, nations: kinds.nations.ratings };
    this.#members = [compiledRatings(logits), ...members];
    this.#answers = ["strengths", ...this.#members].map(() => new Float64Array(3 * blockRows));
  }

  /** What is believed of a match by its vector. */
  belief(competition: string, values: Float64Array, form: MemberForm = noForm): Belief {
    this.#strengths(competition, values, 0, 0);
    for (let i = 0; i < this.#members.length; i++) {
      (this.#members[i] as CompiledMember).one(competition, values, 0, this.#answers[i + 1] as Float64Array, 0);
    }
    return this.#pooled(competition, values, 0, form, 0);
  }

  /** What is believed of many matches: a vector for each competition, one after the other. */
  beliefs(competitions: readonly string[], values: Float64Array, form: MemberForm = noForm): Belief[] {
    const beliefs: Belief[] = [];
    for (let first = 0; first < competitions.length; first += blockRows) {
      const block = competitions.slice(first, first + blockRows);
      const from = first * vectorLength;
      for (let row = 0; row < block.length; row++) {
        this.#strengths(block[row] as string, values, from + row * vectorLength, row);
      }
      for (let i = 0; i < this.#members.length; i++) {
        (this.#members[i] as CompiledMember).block(block, values, from, this.#answers[i + 1] as Float64Array);
      }
      for (let row = 0; row < block.length; row++) {
        beliefs.push(this.#pooled(block[row] as string, values, from + row * vectorLength, form, row));
      }
    }
    return beliefs;
  }

  #strengths(competition: string, values: Float64Array, from: number, row: number): void {
    this.#goals[kindOf(competition)].write(values, from, this.#logs, 2 * row);
    const goals = Math.exp(this.#logs[2 * row + 1] as number);
    const supremacy = this.#logs[2 * row] as number;
    const { home, draw, away } = resultChances(goals / (1 + Math.exp(-supremacy)), goals / (1 + Math.exp(supremacy)));
    const out = this.#answers[0] as Float64Array;
    out[3 * row] = home;
    out[3 * row + 1] = draw;
    out[3 * row + 2] = away;
  }

  #pooled(competition: string, values: Float64Array, from: number, form: MemberForm, row: number): Belief {
    const { blend, priced } = this.#artefact.kinds[kindOf(competition)];
    const vector = () => values.subarray(from, from + vectorLength);
    const prices = priced === null ? null : matchPrices(vector());
    const used = priced === null || prices === null ? blend : priced;
    const weights = this.#weightsOf(used, form);
    let [home, draw] = used.pool.bias;
    let away = 0;
    for (let i = 0; i < this.#answers.length; i++) {
      const answers = this.#answers[i] as Float64Array;
      const h = answers[3 * row] as number;
      const d = answers[3 * row + 1] as number;
      const a = answers[3 * row + 2] as number;
      if (!isUsable(h, d, a)) {
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
      if (!isUsable(h, d, a)) return this.#plain.belief(competition, vector(), form);
      const weight = weights[this.#answers.length] as number;
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
    const { shift, scale, prices: byPrices } = used.goals;
    const goals = Math.exp(shift + scale * logGoals + byPrices * (prices?.logGoals ?? logGoals));
    const rates = projected(chances, Math.min(goalsRange.most, Math.max(goalsRange.least, goals)));
    const at = (place: number) => values[from + place] as number;
    return {
      home: rates.home * at(places.homeLineUp) * at(places.homeNews) * at(places.weather),
      away: rates.away * at(places.awayLineUp) * at(places.awayNews) * at(places.weather),
      dependence: rates.dependence,
      variance: at(places.variance),
    };
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
      weights = Float64Array.from(
        ["strengths", ...this.#members.map(({ name }) => name), "prices"],
        (name) => moved[name] ?? 0,
      );
      ofForm.set(blend, weights);
    }
    return weights;
  }
}

/** As in member-form.ts: what does not hold has no weight. */
function isUsable(home: number, draw: number, away: number): boolean {
  return home >= 0 && draw >= 0 && away >= 0 && Math.abs(home + draw + away - 1) < 1e-5;
}

const places = {
  weather: placeOf("match.weather.factor"),
  homeLineUp: placeOf("match.lineUp.home"),
  awayLineUp: placeOf("match.lineUp.away"),
  homeNews: placeOf("home.news.factor"),
  awayNews: placeOf("away.news.factor"),
  variance: placeOf("strengths.variance"),
};
