import { Threads, tableOf } from "@touchline/learning";
import { filterNames, groups, placeOf, vectorLength } from "@touchline/prematch";
import { mulberry32 } from "@touchline/scoring";
import { beforeAll, describe, expect, it } from "vitest";
import shipped from "../../artefacts/ensemble-past-3.json" with { type: "json" };
import type { Belief } from "../../belief.ts";
import type { Blend, KindArtefact, PreMatchArtefact } from "../artefact.ts";
import { type MemberForm, noForm } from "../member-form.ts";
import { networkInputs } from "../network/network-inputs.ts";
import type { NetworkWeights } from "../network/network-weights.ts";
import { PreMatchModel } from "../pre-match-model.ts";
import { trainVote } from "../vote/train-vote.ts";
import type { VoteArtefact } from "../vote/vote-artefact.ts";
import { voteFeatures } from "../vote/vote-columns.ts";
import { voteSettings } from "../vote/vote-settings.ts";
import { CompiledPreMatch } from "./compiled-pre-match.ts";

const past = shipped as unknown as PreMatchArtefact;
const random = mulberry32(5);
const names = groups.flatMap(({ features }) => features.map(({ name }) => name));
const { mean = [], spread = [], names: known = [] } = past.contexts.clubs ?? {};

/** A vector like those that were learnt from, some of its features far off. */
function vectorLike(): Float64Array {
  const [homeWin, draw] = [0.2 + 0.3 * random(), 0.2 + 0.1 * random()];
  const prices: Readonly<Record<string, number>> = {
    ...{ "match.odds.home": homeWin, "match.odds.draw": draw, "match.odds.away": 1 - homeWin - draw },
    ...{ "match.odds.over": 0.4 + 0.2 * random(), "match.odds.missing": Math.round(random()) },
    "match.odds.overMissing": Math.round(random()),
  };
  return Float64Array.from(names, (name) => {
    const price = prices[name];
    if (price !== undefined) return price;
    if (/factor$|lineUp\.(home|away)$/.test(name)) return 0.95 + 0.1 * random();
    if (name.startsWith("strengths.")) return 0.5 + 1.5 * random();
    const at = known.indexOf(name);
    return at < 0 ? random() : (mean[at] as number) + 6 * (random() - 0.5) * (spread[at] as number);
  });
}

const competitions = ["ENG-Premier League", "E1", "INT-Friendly", "SP2"];
const matches = Array.from({ length: 131 }, (_, i) => ({
  competition: competitions[i % 4] as string,
  values: vectorLike(),
}));
const { kinds } = past;
const inputs = networkInputs("past");
const network: NetworkWeights = {
  inputs,
  mean: inputs.map(() => 0.5),
  spread: inputs.map(() => 2),
  layers: [
    { weights: inputs.flatMap(() => [random() - 0.5, random() - 0.5]), biases: [0.1, -0.1] },
    { weights: [0.1, -0.1, 0.2, 0.05], biases: [0.01, -0.02] },
  ],
};

/** With weight on all members, and on prices where they are known. */
const weighing = ({ blend, ...rest }: KindArtefact): KindArtefact => {
  const weights = { strengths: 0.5, ratings: 0.1, network: 0.2, vote: 0.25 };
  const pool = { ...blend.pool, weights };
  const priced: Blend = {
    ...blend,
    pool: { ...pool, weights: { ...weights, prices: 0.6 } },
    goals: { ...blend.goals, prices: 0.4 },
  };
  return { ...rest, blend: { ...blend, pool }, priced };
};

let plain: PreMatchModel;
let compiled: CompiledPreMatch;

beforeAll(async () => {
  const threads = new Threads(0);
  const features = voteFeatures("past");
  const rows = matches.map(({ values }) => features.map((name) => values[placeOf(name)] as number));
  const labels = Uint8Array.from(rows, ([first = 0]) => Math.floor(first * 97) % 3);
  const { boosting, forest, svm } = voteSettings;
  const settings = {
    ...voteSettings,
    boosting: { ...boosting, rounds: 20, leafRows: 5 },
    forest: { ...forest, trees: 15, leafRows: 4 },
    svm: { ...svm, kernelFeatures: 32 },
  };
  const vote: VoteArtefact = (await trainVote(tableOf(features, rows), labels, { odds: "past", settings, threads }))
    .artefact;
  const artefact = {
    ...past,
    kinds: { topFive: weighing(kinds.topFive), others: weighing(kinds.others), nations: weighing(kinds.nations) },
  };
  plain = new PreMatchModel({ ...artefact, members: { network, vote } });
  compiled = new CompiledPreMatch(plain);
});

function farthest(a: Belief, b: Belief): number {
  const parts = ["home", "away", "dependence", "variance"] as const;
  return Math.max(...parts.map((part) => Math.abs(a[part] - b[part])));
}

describe("the compiled ensemble", () => {
  it("believes what the plain one does of each match", () => {
    const seen = new Set<number>();
    for (const { competition, values } of matches) {
      const belief = compiled.belief(competition, values);
      expect(farthest(belief, plain.belief(competition, values))).toBeLessThan(1e-9);
      seen.add(Math.round(100 * belief.home));
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  it("believes the same of many matches at once, in their order", () => {
    const values = new Float64Array(matches.length * vectorLength);
    matches.forEach((match, row) => {
      values.set(match.values, row * vectorLength);
    });
    const beliefs = compiled.beliefs(
      matches.map(({ competition }) => competition),
      values,
    );
    expect(beliefs).toHaveLength(matches.length);
    beliefs.forEach((belief, row) => {
      const { competition, values: vector } = matches[row] as (typeof matches)[number];
      expect(farthest(belief, plain.belief(competition, vector))).toBeLessThan(1e-9);
    });
  });

  it("moves weight between members by how they did of late, as the plain one does", () => {
    const form: MemberForm = { strengths: { excess: 3, due: 0 }, vote: { excess: 0, due: 4 } };
    const [{ competition, values }] = matches as [(typeof matches)[number]];
    const moved = compiled.belief(competition, values, form);
    expect(farthest(moved, plain.belief(competition, values, form))).toBeLessThan(1e-9);
    expect(farthest(moved, compiled.belief(competition, values, noForm))).toBeGreaterThan(1e-6);
  });

  it("believes nothing where a strength is not above 0, as the plain one does", () => {
    const [{ competition, values }] = matches as [(typeof matches)[number]];
    const none = values.slice();
    for (const name of filterNames) none[placeOf(`strengths.${name}.home`)] = 0;
    expect(plain.belief(competition, none).home).toBeNaN();
    expect(compiled.belief(competition, none).home).toBeNaN();
  });

  it("tells what each member says, as the plain one does", () => {
    for (const { competition, values } of matches.slice(0, 20)) {
      const { belief, answers } = compiled.opinion(competition, values);
      const expected = plain.opinion(competition, values).answers;
      expect(belief).toEqual(compiled.belief(competition, values));
      expect(Object.keys(answers).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, chances] of Object.entries(answers)) {
        chances?.forEach((chance, i) => {
          expect(chance).toBeCloseTo(expected[name]?.[i] ?? Number.NaN, 9);
        });
      }
    }
  });

  it("leaves out a member that has no usable answer, as the plain one does", () => {
    const broken = ["match.elo.difference", "home.elo", "strengths.results.home", "match.odds.draw"];
    for (const name of broken) {
      const [{ competition, values }] = matches as [(typeof matches)[number]];
      const told = values.slice();
      told[placeOf("match.odds.missing")] = 0;
      told[placeOf(name)] = Number.NaN;
      const [belief, expected] = [compiled.belief(competition, told), plain.belief(competition, told)];
      if (Number.isNaN(expected.home)) expect(belief.home).toBeNaN();
      else expect(farthest(belief, expected)).toBeLessThan(1e-9);
    }
  });
});
