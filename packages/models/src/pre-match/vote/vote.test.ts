import { boostingDefaults, Threads, tableOf } from "@touchline/learning";
import { placeOf, vectorLength } from "@touchline/prematch";
import { mulberry32 } from "@touchline/scoring";
import { afterAll, describe, expect, it } from "vitest";
import { trainVote } from "./train-vote.ts";
import type { VoteArtefact } from "./vote-artefact.ts";
import { voteColumns, voteFeatures } from "./vote-columns.ts";
import { compileVote, voteMember } from "./vote-member.ts";
import type { VoteSettings } from "./vote-settings.ts";
import { voteTrainer } from "./vote-trainer.ts";

const settings: VoteSettings = {
  boosting: { ...boostingDefaults, rounds: 60, leaves: 6, leafRows: 40, rowShare: 0.7, featureShare: 0.5 },
  forest: { trees: 30, depth: 6, leafRows: 40, tried: 12, bins: 64, seed: 1 },
  svm: { kernelFeatures: 64, gamma: 0.05, c: 0.1, passes: 3, calibrationShare: 0.2, seed: 1 },
  ...{ validationShare: 0.2, weights: { boosting: 0.3, forest: 0.3, svm: 0.4 } },
};

/** Vectors of noise, but for what two filters and the Elo ratings say; who is thought better wins more often. */
const random = mulberry32(3);
const matches = Array.from({ length: 2_400 }, () => {
  const vector = Float64Array.from({ length: vectorLength }, () => 0.2 + random());
  const supremacy = 2 * random() - 1;
  for (const filter of ["results", "market"]) {
    vector[placeOf(`strengths.${filter}.home`)] = Math.exp(0.3 + supremacy);
    vector[placeOf(`strengths.${filter}.away`)] = Math.exp(0.3 - supremacy);
  }
  vector[placeOf("match.elo.difference")] = 200 * supremacy;
  const home = 1 / (1 + Math.exp(-2.5 * supremacy - 0.3));
  const drawn = random() < 0.25;
  return { vector, label: drawn ? 1 : random() < home ? 0 : 2 };
});
const labels = Uint8Array.from(matches, ({ label }) => label);
const threads = new Threads(2);
afterAll(() => threads.close());

function tableFor(odds: "none" | "past", rows = matches) {
  const names = voteFeatures(odds);
  return tableOf(
    names,
    rows.map(({ vector }) => names.map((name) => vector[placeOf(name)] as number)),
  );
}

const options = { odds: "none", settings, threads } as const;

describe("the vote", () => {
  it("says nearly the chances that results were drawn with, of matches that it has not seen", async () => {
    const { artefact, curve } = await trainVote(
      tableFor("none", matches.slice(0, 2_000)),
      labels.subarray(0, 2_000),
      options,
    );
    const member = voteMember(artefact);
    let [said, even] = [0, 0];
    for (const { vector, label } of matches.slice(2_000)) {
      const chances = member.chances("ENG-Premier League", vector);
      expect(chances[0] + chances[1] + chances[2]).toBeCloseTo(1, 12);
      said -= Math.log(chances[label] as number);
      even -= Math.log([0.42, 0.25, 0.33][label] as number);
    }
    expect(said / 400).toBeLessThan(even / 400 - 0.1);
    expect(curve.length).toBeGreaterThan(0);
    expect(artefact.trained.rows).toBe(2_000);
  });

  it("is the same JSON for the same matches, in however many threads, and the same chances again from it", async () => {
    const alone = new Threads(0);
    const [a, b] = await Promise.all([
      trainVote(tableFor("none"), labels, options),
      trainVote(tableFor("none"), labels, { ...options, threads: alone }),
    ]);
    const json = JSON.stringify(a.artefact);
    expect(JSON.stringify(b.artefact)).toBe(json);
    const [before, after] = [compileVote(a.artefact), compileVote(JSON.parse(json))];
    const [x, y] = [new Float64Array(3), new Float64Array(3)];
    for (const { vector } of matches.slice(0, 50)) {
      before(vector, x);
      after(vector, y);
      expect(y).toEqual(x);
    }
  });

  it("tells rounds of boosting as they pass", async () => {
    const told: number[] = [];
    const { curve } = await trainVote(tableFor("none"), labels, {
      ...options,
      onRound: ({ round }) => told.push(round),
    });
    expect(told).toEqual(curve.map(({ round }) => round));
    expect(curve.every(({ validation }) => validation !== null)).toBe(true);
  });

  it("is trained as a member of the ensemble on matches of clubs", async () => {
    const count = 6_000;
    const at = (i: number) => matches[i % matches.length] as (typeof matches)[number];
    const values = new Float64Array(count * vectorLength);
    for (let i = 0; i < count; i++) values.set(at(i).vector, i * vectorLength);
    const told = (others: string) => ({
      ...{ count, values, seasons: new Int32Array(count).fill(2015), priced: new Uint8Array(count).fill(1) },
      competitions: Array.from({ length: count }, (_, i) => (i % 12 === 0 ? others : "ENG-Premier League")),
      homeGoals: Uint8Array.from({ length: count }, (_, i) => (at(i).label === 0 ? 1 : 0)),
      awayGoals: Uint8Array.from({ length: count }, (_, i) => (at(i).label === 2 ? 1 : 0)),
    });
    const rows = Int32Array.from({ length: count }, (_, i) => i);
    const few = {
      ...settings,
      boosting: { ...settings.boosting, rounds: 3 },
      forest: { ...settings.forest, trees: 4 },
    };
    const trainer = voteTrainer(few);
    const expected = () => ({ home: 1.5, away: 1.1 });
    const train = async (others: string) =>
      (await trainer.train({ matches: told(others), rows, odds: "past", expected })) as VoteArtefact;
    const [clubs, withNations] = [await train("E1"), await train("INT-Friendly")];
    expect(clubs.trained.rows).toBe(6_000);
    expect(withNations.trained.rows).toBe(5_500);
    const [home] = trainer.member(clubs, expected).chances("ENG-Premier League", at(0).vector);
    expect(home).toBeGreaterThan(0);
  });

  it("looks at no odds where it may not, and at those of past matches where it may", async () => {
    expect(voteFeatures("none").filter((name) => name.includes("market"))).toEqual([]);
    const { artefact } = await trainVote(tableFor("past"), labels, { ...options, odds: "past" });
    const member = voteMember(artefact);
    const [{ vector }] = matches as [(typeof matches)[number]];
    const changed = vector.slice();
    for (const name of ["market", "marketTotals"]) {
      for (const side of ["home", "away"]) changed[placeOf(`strengths.${name}.${side}`)] = side === "home" ? 4 : 0.3;
    }
    expect(member.chances("", changed)[0]).not.toBe(member.chances("", vector)[0]);
    const { artefact: without } = await trainVote(tableFor("none"), labels, options);
    expect(voteMember(without).chances("", changed)).toEqual(voteMember(without).chances("", vector));
  });

  it("looks at thirty to sixty columns, each named once", () => {
    for (const odds of ["none", "past"] as const) {
      const names = voteColumns(odds).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeGreaterThanOrEqual(30);
      expect(names.length).toBeLessThanOrEqual(60);
    }
  });

  it("does not serve what was trained on other columns, nor train on a table that lacks some", async () => {
    const { artefact } = await trainVote(tableFor("none"), labels, options);
    expect(() => voteMember({ ...artefact, columns: artefact.columns.slice(1) })).toThrow("trained on other columns");
    await expect(trainVote(tableFor("none"), labels, { ...options, odds: "past" })).rejects.toThrow(
      "the table has no column strengths.market.home",
    );
  });
});
