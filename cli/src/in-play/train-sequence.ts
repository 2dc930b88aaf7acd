import {
  fitInPlay,
  type Layer,
  type NetworkWeights,
  type PlayedMatch,
  sequenceInputs,
  sequenceMoments,
  turnInputs,
} from "@touchline/models";
import { type Epoch, type Examples, trainNetwork } from "@touchline/network";

/** What was learnt, and how. */
export interface TrainedSequence {
  readonly network: NetworkWeights;
  readonly matches: number;
  /** Of them the last, which say when to stop. */
  readonly validated: number;
  readonly moments: number;
  /** Of each seed: losses of the rates as they are, and of the epoch that was kept. */
  readonly seeds: readonly { readonly seed: number; readonly before: Epoch; readonly kept: Epoch }[];
}

/** An epoch at least, so that there is something to judge. The rest was chosen by four folds in time of the matches before 22 December 2018. */
const settings = {
  ...{ hidden: [16], learningRate: 3e-4, batch: 2_048, ridge: 0.1, epochsMin: 1, epochsMax: 16, patience: 8 },
} as const;
const validationShare = 0.15;
const seedsUsed = 4;

/**
 * Learns what the run of play adds to rates in play. `matches`: in the order of time; the last 15 % say when to stop. The rates that the
 * network corrects are fitted to the others alone: fitted to all, they would have seen what they are to be beaten on. The same matches
 * and seed give the same weights.
 */
export async function trainSequence(
  matches: readonly PlayedMatch[],
  seed: number,
  progress: (seed: number, epoch: Epoch) => void,
): Promise<TrainedSequence> {
  const validated = Math.round(validationShare * matches.length);
  const learntFrom = matches.slice(0, matches.length - validated);
  const base = fitInPlay(learntFrom);
  const momentsOf = (some: readonly PlayedMatch[]) => some.flatMap((match) => sequenceMoments(base, match));
  const earlier = momentsOf(learntFrom);
  const all = [...earlier, ...momentsOf(matches.slice(learntFrom.length))];
  const examples = examplesOf(all);
  const trained = [];
  for (let at = seed; at < seed + seedsUsed; at++) {
    const { weights, curve, best } = await trainNetwork(examples, {
      ...{ ...settings, validFrom: 2 * earlier.length, seed: at },
      progress: (epoch) => progress(at, epoch),
    });
    trained.push({ weights, report: { seed: at, before: curve[0] as Epoch, kept: curve[best] as Epoch } });
  }
  return {
    network: averaged(trained.map(({ weights }) => weights)),
    ...{ matches: matches.length, validated, moments: all.length, seeds: trained.map(({ report }) => report) },
  };
}

/** Each moment from both sides' places. */
function examplesOf(moments: ReturnType<typeof sequenceMoments>): Examples {
  const rows = moments.flatMap(({ inputs, gate, expected, scored }) => {
    const turned = new Float64Array(inputs.length);
    turnInputs(inputs, turned);
    return [
      { inputs, gate, own: [expected.home, scored.home], other: [expected.away, scored.away] },
      { inputs: turned, gate, own: [expected.away, scored.away], other: [expected.home, scored.home] },
    ];
  });
  const column = (value: (row: (typeof rows)[number]) => number | undefined) => rows.map(value) as number[];
  return {
    table: {
      names: [...sequenceInputs],
      rows: rows.length,
      columns: sequenceInputs.map((_, at) => Float64Array.from(rows, ({ inputs }) => inputs[at] as number)),
    },
    expected: { home: column(({ own }) => own[0]), away: column(({ other }) => other[0]) },
    scored: { home: column(({ own }) => own[1]), away: column(({ other }) => other[1]) },
    gates: column(({ gate }) => gate),
  };
}

/** The mean of networks of one hidden layer, which see the same inputs on the same scale, as one that has the units of all. */
function averaged(networks: readonly NetworkWeights[]): NetworkWeights {
  const [{ inputs, mean, spread }] = networks as [NetworkWeights];
  const first = networks.map(({ layers }) => layers[0] as Layer);
  const last = networks.map(({ layers }) => layers[1] as Layer);
  const scaled = (value: number) => Number((value / networks.length).toPrecision(6));
  const biases = (last[0] as Layer).biases.map((_, unit) =>
    scaled(last.reduce((sum, layer) => sum + (layer.biases[unit] as number), 0)),
  );
  return {
    ...{ inputs, mean, spread },
    layers: [
      {
        // a row an input: that of each network after the other's
        weights: inputs.flatMap((_, input) =>
          first.flatMap(({ weights, biases: { length } }) => weights.slice(input * length, (input + 1) * length)),
        ),
        biases: first.flatMap((layer) => layer.biases),
      },
      { weights: last.flatMap(({ weights }) => weights.map(scaled)), biases },
    ],
  };
}
