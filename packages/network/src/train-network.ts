import type { Scalar, Tensor, Tensor2D, Variable } from "@tensorflow/tfjs-core";
import { type NetworkWeights, spreadsMax } from "@touchline/models";
import { mulberry32 } from "@touchline/scoring";
import { type Examples, type Matrices, matricesOf, rounded, scaleOf } from "./examples.ts";
import { logRates, type Parameters } from "./tensor-network.ts";
import { type Backend, type TensorFlow, tensorFlow } from "./tensorflow.ts";

export interface NetworkOptions {
  /** The first match of the validation part: all before it are learnt from, it and all after it say when to stop. */
  readonly validFrom: number;
  readonly seed: number;
  /** Units of each hidden layer. */
  readonly hidden?: readonly number[];
  readonly learningRate?: number;
  /** Matches a step. */
  readonly batch?: number;
  /** Weight of the sum of squared weights in the loss of a match. */
  readonly ridge?: number;
  readonly epochsMax?: number;
  /** The first epoch that may be kept: 0 allows that nothing is corrected. */
  readonly epochsMin?: number;
  /** Epochs without a better loss of validation after which it ends. */
  readonly patience?: number;
  /** What the weights of before a step count after it, in the running mean that is kept. */
  readonly averaging?: number;
  readonly backend?: Backend;
  readonly progress?: (epoch: Epoch) => void;
}

/** How well the goals were foretold after an epoch: mean negative log-likelihood a match, nats, with the weights as averaged. */
export interface Epoch {
  /** 0 before the first step: what is expected already. */
  readonly epoch: number;
  readonly training: number;
  readonly validation: number;
}

export interface TrainedNetwork {
  readonly weights: NetworkWeights;
  readonly curve: readonly Epoch[];
  /** The epoch whose weights these are; 0 where none was better than what is expected already. */
  readonly best: number;
  readonly backend: Backend;
}

/** Chosen on seasons up to 2021/22. */
export const networkDefaults = {
  ...{
    hidden: [16],
    learningRate: 1e-3,
    batch: 512,
    ridge: 3e-4,
    epochsMin: 0,
    epochsMax: 16,
    patience: 4,
    averaging: 0.99,
  },
  // the one that is everywhere, and gives the same bytes everywhere
  backend: "wasm",
} as const satisfies Partial<NetworkOptions>;

/**
 * Learns factors on the goals expected of both sides, by the likelihood of the scores as independent Poisson variables, with Adam
 * (Kingma and Ba 2015) on shuffled batches; the running mean of the weights (Polyak and Juditsky 1992) is judged after each epoch,
 * and the best kept. The same examples, options and backend give the same weights. Throws a RangeError where a part has no match.
 */
export async function trainNetwork(examples: Examples, options: NetworkOptions): Promise<TrainedNetwork> {
  const settings = { ...networkDefaults, ...options };
  const { validFrom, seed, hidden } = settings;
  const { table } = examples;
  if (!(validFrom > 0 && validFrom < table.rows)) {
    throw new RangeError(`validation from match ${validFrom} of ${table.rows}: both parts need matches`);
  }
  const flow = await tensorFlow(settings.backend);
  const { tf } = flow;
  const scale = scaleOf(table, validFrom);
  const training = new Part(flow, matricesOf(examples, scale, spreadsMax, 0, validFrom));
  const validation = new Part(flow, matricesOf(examples, scale, spreadsMax, validFrom, table.rows));
  const random = mulberry32(seed);
  const variables = startingWeights(flow, [table.columns.length, ...hidden, 2], random);
  const averaged = new RunningMean(flow, variables, settings.averaging);
  const adam = tf.train.adam(settings.learningRate);
  const order = Int32Array.from({ length: validFrom }, (_, row) => row);
  const curve: Epoch[] = [];
  let [best, least, kept] = [0, Number.POSITIVE_INFINITY, averaged.read()];
  try {
    for (let epoch = 0; epoch <= settings.epochsMax; epoch++) {
      if (epoch > 0) {
        shuffle(order, random);
        for (let from = 0; from < order.length; from += settings.batch) {
          const rows = order.subarray(from, from + settings.batch);
          tf.tidy(() => {
            adam.minimize(() => training.loss(variables, settings.ridge, rows), false, variables);
          });
          averaged.fold();
        }
      }
      const judged = {
        epoch,
        training: await training.judged(averaged.mean),
        validation: await validation.judged(averaged.mean),
      };
      curve.push(judged);
      options.progress?.(judged);
      if (epoch >= settings.epochsMin && judged.validation < least)
        [best, least, kept] = [epoch, judged.validation, averaged.read()];
      else if (epoch - best >= settings.patience) break;
    }
  } finally {
    for (const each of [training, validation, averaged, adam, ...variables]) each.dispose();
  }
  const layers = Array.from({ length: kept.length / 2 }, (_, i) => ({
    weights: Array.from(kept[2 * i] as Float32Array, rounded),
    biases: Array.from(kept[2 * i + 1] as Float32Array, rounded),
  }));
  return { weights: { inputs: table.names, ...scale, layers }, curve, best, backend: flow.backend };
}

/** Matches as tensors, and what a network loses on them. */
class Part {
  readonly #flow: TensorFlow;
  /** Inputs, logs of the goals expected, goals scored, and gates where there are any. */
  readonly #tensors: readonly Tensor2D[];
  /** Mean of log(goals!) of both sides a match: the part of the loss that no forecast changes. */
  readonly #constant: number;

  constructor(flow: TensorFlow, { rows, inputs, logExpected, scored, gates }: Matrices) {
    const { tf } = flow;
    this.#flow = flow;
    this.#tensors = [
      tf.tensor2d(inputs, [rows, inputs.length / rows]),
      tf.tensor2d(logExpected, [rows, 2]),
      tf.tensor2d(scored, [rows, 2]),
      ...(gates === null ? [] : [tf.tensor2d(gates, [rows, 1])]),
    ];
    this.#constant = scored.reduce((sum, goals) => sum + logFactorial(goals), 0) / rows;
  }

  /** What is minimised, of these rows or of all: the loss a match but for the constant, and the ridge. */
  loss(parameters: Parameters, ridge: number, rows?: Int32Array): Scalar {
    const { tf } = this.#flow;
    const [inputs, logExpected, scored, gates = null] = (
      rows === undefined ? this.#tensors : this.#tensors.map((tensor) => tf.gather(tensor, tf.tensor1d(rows, "int32")))
    ) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D?];
    const logs = logRates(this.#flow, parameters, inputs, logExpected, gates);
    const ofScores = tf.mul(2, tf.mean(tf.sub(tf.exp(logs), tf.mul(scored, logs))));
    const squares = parameters.filter(({ rank }) => rank === 2).map((weights) => tf.sum(tf.square(weights)));
    return tf.add(ofScores, tf.mul(ridge, tf.addN(squares))) as Scalar;
  }

  async judged(parameters: Parameters): Promise<number> {
    const loss = this.#flow.tf.tidy(() => this.loss(parameters, 0));
    const [value] = await loss.data();
    loss.dispose();
    return (value as number) + this.#constant;
  }

  dispose(): void {
    for (const tensor of this.#tensors) tensor.dispose();
  }
}

/** Running mean of weights; its first steps count more, so that it leaves where they started. */
class RunningMean {
  readonly #flow: TensorFlow;
  readonly #variables: readonly Variable[];
  readonly #share: number;
  #steps = 0;
  mean: Tensor[];

  constructor(flow: TensorFlow, variables: readonly Variable[], share: number) {
    this.#flow = flow;
    this.#variables = variables;
    this.#share = share;
    this.mean = variables.map((variable) => flow.tf.clone(variable));
  }

  fold(): void {
    const { tf } = this.#flow;
    this.#steps += 1;
    const share = Math.min(this.#share, this.#steps / (this.#steps + 10));
    const next = tf.tidy(() =>
      this.mean.map((mean, i) => tf.add(tf.mul(share, mean), tf.mul(1 - share, this.#variables[i] as Variable))),
    );
    this.dispose();
    this.mean = next;
  }

  read(): Float32Array[] {
    return this.mean.map((tensor) => tensor.dataSync() as Float32Array).map((values) => values.slice());
  }

  dispose(): void {
    for (const tensor of this.mean) tensor.dispose();
  }
}

/** Normal, with a variance of 1 over the inputs of a unit (LeCun et al. 1998); the last layer begins at 0: no correction. */
function startingWeights({ tf }: TensorFlow, sizes: readonly number[], random: () => number): Variable[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return sizes.slice(1).flatMap((units, i) => {
    const width = sizes[i] as number;
    const spread = i + 2 === sizes.length ? 0 : Math.sqrt(1 / width);
    const weights = Float32Array.from({ length: width * units }, () => normal() * spread);
    const [first, second] = [tf.tensor2d(weights, [width, units]), tf.zeros([units])];
    const made = [tf.variable(first), tf.variable(second)];
    first.dispose();
    second.dispose();
    return made;
  });
}

/** Every order as likely (Fisher and Yates). */
function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const moved = order[i] as number;
    order[i] = order[j] as number;
    order[j] = moved;
  }
}

function logFactorial(n: number): number {
  let log = 0;
  for (let k = 2; k <= n; k++) log += Math.log(k);
  return log;
}
