import { groups, History, type Played, vectorLength, vectorOf } from "@touchline/prematch";
import { shippedClubs } from "@touchline/prematch/testing";
import { addToGram, type Design, fitMultinomial, lossOf } from "./multinomial.ts";

/** Statistics are told for all five leagues from here on. */
const firstSeason = "2005/06";
const testedSeasons = ["2021/22", "2022/23", "2023/24"] as const;
/** The best of these on the season before the tested ones is taken for all. */
const ridges = [100, 1_000, 10_000, 100_000] as const;
const tuningSeason = "2020/21";
const noonMs = 43_200_000;

interface Worth {
  readonly group: string;
  readonly features: number;
  /** Log-loss of the model without the group. */
  readonly without: number;
  /** How much worse that is than with it; with the standard error over matches. */
  readonly worth: number;
  readonly standardError: number;
}

/**
 * What each group of features is worth: how much worse a multinomial logistic model of home win, draw and away win gets
 * without it. Walk-forward: each tested season is told by a model of all seasons before it, from 2005/06 on. Log-loss a match, in nats.
 */
export function featureGroups(say: (text: string) => void) {
  const matches = shippedClubs()
    .filter(({ season }) => season <= (testedSeasons.at(-1) as string))
    .toSorted((a, b) => (a.season < b.season ? -1 : a.season > b.season ? 1 : a.day - b.day));
  const history = new History();
  for (const match of matches) history.put(match);
  history.settle();
  const told = matches.filter(({ season }) => season >= firstSeason);
  const until = (season: string) => told.findIndex((match) => match.season >= season);
  const design = designOf(history, told, until(testedSeasons[0]));
  const outcomes = Uint8Array.from(told, ({ homeGoals: h, awayGoals: a }) => (h > a ? 0 : h === a ? 1 : 2));
  say(`${told.length} matches, ${vectorLength} features`);

  const variants = [null, ...groups.map(({ name }) => name)];
  const losses = variants.map((): number[] => []);
  const gram = new Float64Array(design.width ** 2);
  const best = new Float64Array(3 * design.width);
  let counted = 0;
  const spanOf = (season: string) => {
    const from = until(season);
    addToGram(gram, design, counted, from);
    counted = from;
    return [from, told.findLastIndex((match) => match.season === season) + 1] as const;
  };
  const [tuneFrom, tuneTo] = spanOf(tuningSeason);
  const tuned = ridges.map((ridge) => {
    const weights = new Float64Array(best.length);
    fitMultinomial(design, outcomes, tuneFrom, columnsWithout(null), gram, ridge, weights);
    const tuning: number[] = [];
    for (let row = tuneFrom; row < tuneTo; row++) tuning.push(lossOf(design, row, outcomes[row] as number, weights));
    say(`${tuningSeason} with ridge ${ridge}: ${mean(tuning).toFixed(5)}`);
    return { ridge, loss: mean(tuning) };
  });
  const { ridge } = tuned.reduce((least, each) => (each.loss < least.loss ? each : least));
  for (const season of testedSeasons) {
    const [from, to] = spanOf(season);
    variants.forEach((left, i) => {
      const weights = best.slice();
      fitMultinomial(design, outcomes, from, columnsWithout(left), gram, ridge, weights);
      if (left === null) best.set(weights);
      for (let row = from; row < to; row++) {
        losses[i]?.push(lossOf(design, row, outcomes[row] as number, weights));
      }
      say(`${season} without ${left ?? "nothing"}: ${mean(losses[i]?.slice(-(to - from)) ?? []).toFixed(5)}`);
    });
  }
  const all = losses[0] as number[];
  return {
    trainedFrom: firstSeason,
    tested: testedSeasons,
    matches: all.length,
    ridge,
    logLoss: mean(all),
    groups: groups.map((group, i) => worthOf(group, losses[i + 1] as number[], all)),
  };
}

function worthOf({ name, features }: (typeof groups)[number], without: number[], all: number[]): Worth {
  const differences = without.map((loss, i) => loss - (all[i] as number));
  const worth = mean(differences);
  const variance = differences.reduce((sum, each) => sum + (each - worth) ** 2, 0) / (differences.length - 1);
  const standardError = Math.sqrt(variance / differences.length);
  return { group: name, features: features.length, without: mean(without), worth, standardError };
}

/** Vectors with mean 0 and variance 1 over the first `count`, an intercept before each. */
function designOf(history: History, matches: readonly Played[], count: number): Design {
  const width = vectorLength + 1;
  const values = new Float64Array(matches.length * width);
  matches.forEach(({ day, competition, season, home, away, neutral, referee }, row) => {
    const kickOff = day * 86_400_000 + noonMs;
    values[row * width] = 1;
    values.set(vectorOf(history, { competition, season, kickOff, home, away, neutral, referee }), row * width + 1);
  });
  for (let j = 1; j < width; j++) {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < count; row++) sum += values[row * width + j] as number;
    const center = sum / count;
    for (let row = 0; row < count; row++) squares += ((values[row * width + j] as number) - center) ** 2;
    const spread = Math.sqrt(squares / count);
    for (let at = j; at < values.length; at += width) {
      values[at] = spread < 1e-9 ? 0 : ((values[at] as number) - center) / spread;
    }
  }
  return { width, values };
}

function columnsWithout(left: string | null): number[] {
  const columns = [0];
  let at = 1;
  for (const { name, features } of groups) {
    if (name !== left) columns.push(...features.map((_, i) => at + i));
    at += features.length;
  }
  return columns;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
