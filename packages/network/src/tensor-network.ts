import type { Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import { type NetworkWeights, spreadsMax } from "@touchline/models";
import { type Examples, matricesOf } from "./examples.ts";
import type { TensorFlow } from "./tensorflow.ts";

/** Weights and biases of each layer in turn. */
export type Parameters = readonly Tensor[];

/** Logs of the goals expected of home and away after the network's correction, all of it where `gates` is null. To be called within `tidy`. */
export function logRates(
  { tf }: TensorFlow,
  parameters: Parameters,
  inputs: Tensor2D,
  logExpected: Tensor2D,
  gates: Tensor2D | null,
): Tensor2D {
  let x: Tensor = inputs;
  for (let i = 0; i < parameters.length; i += 2) {
    const [weights, biases] = parameters.slice(i, i + 2) as [Tensor2D, Tensor];
    const sum = tf.add(tf.matMul(x as Tensor2D, weights), biases);
    x = i + 2 < parameters.length ? tf.tanh(sum) : sum;
  }
  return tf.add(logExpected, gates === null ? x : tf.mul(gates, x));
}

/** Goals that a trained network expects of both sides by TensorFlow.js, home and away in turn. */
export async function tensorRates(
  tensorFlow: TensorFlow,
  { mean, spread, layers }: NetworkWeights,
  examples: Examples,
): Promise<Float32Array> {
  const { tf } = tensorFlow;
  const { table } = examples;
  const rates = tf.tidy(() => {
    const { rows, inputs, logExpected, gates } = matricesOf(examples, { mean, spread }, spreadsMax, 0, table.rows);
    const parameters = layers.flatMap(({ weights, biases }) => [
      tf.tensor2d([...weights], [weights.length / biases.length, biases.length]),
      tf.tensor1d([...biases]),
    ]);
    const logs = tf.tensor2d(logExpected, [rows, 2]);
    const gate = gates === null ? null : tf.tensor2d(gates, [rows, 1]);
    return tf.exp(logRates(tensorFlow, parameters, tf.tensor2d(inputs, [rows, mean.length]), logs, gate));
  });
  const values = (await rates.data()) as Float32Array;
  rates.dispose();
  return values;
}
