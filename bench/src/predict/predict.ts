import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Table, tableOf } from "@touchline/learning";
import { root } from "@touchline/local";
import {
  type Answers,
  type Belief,
  type Chances,
  CompiledPreMatch,
  type NetworkWeights,
  networkInputs,
  type PreMatchArtefact,
  PreMatchModel,
  quantisedNetwork,
  quantisedVote,
  restoredNetwork,
  trainVote,
  voteFeatures,
} from "@touchline/models";
import { trainNetwork } from "@touchline/network";
import { resultChances } from "@touchline/odds";
import { placeOf, vectorLength } from "@touchline/prematch";
import { logLoss } from "@touchline/scoring";
import { type LeagueMatches, leagueMatches, someOf } from "./league-matches.ts";
import { paces } from "./paces.ts";

const firstSeason = 2014;
/** Told by members that learnt from the seasons before it. */
const judged = 2021;
const batchSize = 500;
const rounds = 30;

/**
 * What a prediction of the whole ensemble costs, from the vector to the belief, on one core: as it is written down, compiled, in batches,
 * and with quantised members; and how far the answers are from each other on the shipped matches of a season. The vote is trained for
 * this, so that its trees are there as learnt, before their leaves are told in two bytes.
 */
export async function predict(say: (text: string) => void): Promise<object> {
  const all = leagueMatches(firstSeason, judged);
  const until = all.seasons.indexOf(judged);
  const matches = someOf(all, until, all.competitions.length);
  say(`training a vote on ${until} matches; ${matches.competitions.length} to predict`);
  const learnt = someOf(all, 0, until);
  const { artefact: vote } = await trainVote(tableOfVote(learnt), learnt.outcomes, { odds: "none", leaves: "float64" });
  const shipped = shippedArtefact();
  const network = shipped.members.network ?? (await networkFor(learnt));
  const full: PreMatchArtefact = { ...shipped, members: { network, vote } };
  const small = { network: quantisedNetwork(network), vote: quantisedVote(vote) };
  const quantised = { ...full, members: { network: restoredNetwork(small.network), vote: small.vote } };

  const plain = new PreMatchModel(full);
  const compiled = new CompiledPreMatch(plain);
  const compiledSmall = new CompiledPreMatch(new PreMatchModel(quantised));
  const { competitions, values } = matches;
  const vectors = competitions.map((_, row) => values.subarray(row * vectorLength, (row + 1) * vectorLength));
  const said = {
    single: competitions.map((competition, row) => plain.belief(competition, vectors[row] as Float64Array)),
    compiled: competitions.map((competition, row) => compiled.belief(competition, vectors[row] as Float64Array)),
    batch: compiled.beliefs(competitions, values),
    quantised: compiledSmall.beliefs(competitions, values),
  };
  say("measuring ...");
  const one = (model: Pick<PreMatchModel, "belief">) => (row: number) => {
    model.belief(competitions[row] as string, vectors[row] as Float64Array);
  };
  const many = (model: CompiledPreMatch) => (from: number) => {
    const to = from + batchSize;
    model.beliefs(competitions.slice(from, to), values.subarray(from * vectorLength, to * vectorLength));
  };
  const pace = paces(
    [
      { name: "single", matches: 1, call: one(plain) },
      { name: "compiled", matches: 1, call: one(compiled) },
      { name: "quantised", matches: 1, call: one(compiledSmall) },
      { name: "batch", matches: batchSize, call: many(compiled) },
      { name: "quantisedBatch", matches: batchSize, call: many(compiledSmall) },
    ],
    competitions.length,
    rounds,
  );
  const members = [plain, new PreMatchModel(quantised)].map((model) =>
    competitions.map((competition, row) => model.opinion(competition, vectors[row] as Float64Array).answers),
  ) as [Answers[], Answers[]];
  const perSecond = (name: string) => pace[name]?.perSecond ?? Number.NaN;
  const bytes = { full: sizeOf({ network, vote }), quantised: sizeOf(small) };
  return {
    model: shipped.model,
    matches: competitions.length,
    batchSize,
    pace,
    compiledOverSingle: ratio(perSecond("compiled"), perSecond("single")),
    batchOverSingle: ratio(perSecond("batch"), perSecond("single")),
    batchOverCompiled: ratio(perSecond("batch"), perSecond("compiled")),
    farthest: { compiled: farthest(said.compiled, said.single), batch: farthest(said.batch, said.single) },
    quantised: {
      ...{ bytes, share: ratio(bytes.quantised, bytes.full) },
      chanceMaxDifference: farthestChance(said.quantised.map(chancesOf), said.single.map(chancesOf)),
      ofMembers: {
        network: farthestChance(...(members.map((answers) => answersOf(answers, "network")) as [Chances[], Chances[]])),
        vote: farthestChance(...(members.map((answers) => answersOf(answers, "vote")) as [Chances[], Chances[]])),
      },
      logLoss: lossOf(said.single, matches),
      logLossDifference: lossOf(said.quantised, matches) - lossOf(said.single, matches),
    },
  };
}

function shippedArtefact(): PreMatchArtefact {
  const file = resolve(root, "packages/models/src/artefacts/ensemble-none-3.json");
  return JSON.parse(readFileSync(file, "utf8"));
}

/** A network for an ensemble that ships without one: it costs and is quantised like any other. */
async function networkFor({ competitions, values, homeGoals, awayGoals }: LeagueMatches): Promise<NetworkWeights> {
  const names = networkInputs("none");
  const column = (name: string) => {
    const place = placeOf(name);
    return Float64Array.from(competitions, (_, row) => values[row * vectorLength + place] as number);
  };
  const examples = {
    table: { names, columns: names.map(column), rows: competitions.length },
    expected: { home: column("strengths.results.home"), away: column("strengths.results.away") },
    scored: { home: homeGoals, away: awayGoals },
  };
  return (await trainNetwork(examples, { validFrom: Math.round(0.85 * competitions.length), seed: 1 })).weights;
}

function tableOfVote({ competitions, values }: LeagueMatches): Table {
  const names = voteFeatures("none");
  const places = names.map(placeOf);
  return tableOf(
    names,
    competitions.map((_, row) => places.map((place) => values[row * vectorLength + place] as number)),
  );
}

/** Bytes as JSON, which is how artefacts ship. */
const sizeOf = (artefact: object) => JSON.stringify(artefact).length;
const ratio = (a: number, b: number) => Math.round((100 * a) / b) / 100;

function farthest(beliefs: readonly Belief[], from: readonly Belief[]): number {
  const parts = ["home", "away", "dependence", "variance"] as const;
  return Math.max(
    ...beliefs.map((belief, i) => Math.max(...parts.map((part) => Math.abs(belief[part] - (from[i] as Belief)[part])))),
  );
}

function chancesOf({ home, away, dependence }: Belief): Chances {
  const chances = resultChances(home, away, dependence);
  return [chances.home, chances.draw, chances.away];
}

function answersOf(answers: readonly Answers[], name: string): Chances[] {
  return answers.map((of) => of[name] ?? [Number.NaN, Number.NaN, Number.NaN]);
}

function farthestChance(chances: readonly Chances[], from: readonly Chances[]): number {
  return Math.max(
    ...chances.map((of, i) =>
      Math.max(...of.map((chance, k) => Math.abs(chance - ((from[i] as Chances)[k] as number)))),
    ),
  );
}

function lossOf(beliefs: readonly Belief[], { outcomes }: LeagueMatches): number {
  return (
    beliefs.reduce((sum, belief, i) => sum + logLoss(chancesOf(belief), outcomes[i] as number), 0) / beliefs.length
  );
}
