import { SimdMatrix } from "@touchline/learning";
import { spreadsMax } from "../context.ts";
import type { Layer, NetworkWeights } from "./network-weights.ts";

/**
 * A network as loops over typed arrays and products of matrices, without allocating: what services run in place of TensorFlow.js. Standardising is folded
 * into bounds of the inputs and into the first layer. Equal to what TensorFlow.js says within its single precision.
 */
export class CompiledNetwork {
  readonly #places: Int32Array;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #layers: readonly SimdMatrix[];

  /** `placeOf` tells where an input stands among the values. Throws a RangeError where a layer does not fit the one before. */
  constructor(network: NetworkWeights, placeOf: (name: string) => number) {
    const { inputs, mean, spread } = network;
    this.#places = Int32Array.from(inputs, placeOf);
    this.#least = Float64Array.from(mean, (value, i) => value - spreadsMax * (spread[i] as number));
    this.#most = Float64Array.from(mean, (value, i) => value + spreadsMax * (spread[i] as number));
    this.#layers = compiledLayers(standardising(network), inputs.length);
  }

  /** Writes the logs of the factors on the goals of home and away. `from`: where the match's values begin. */
  write(values: ArrayLike<number>, from: number, out: Float64Array, at: number): void {
    const places = this.#places;
    const least = this.#least;
    const most = this.#most;
    const layers = this.#layers;
    const x = (layers[0] as SimdMatrix).input;
    for (let i = 0; i < places.length; i++) {
      const value = values[from + (places[i] as number)] as number;
      x[i] = Math.min(most[i] as number, Math.max(least[i] as number, value));
    }
    for (let layer = 0; layer < layers.length; layer++) {
      const { output } = layers[layer] as SimdMatrix;
      (layers[layer] as SimdMatrix).multiply();
      const next = layers[layer + 1];
      if (next === undefined) {
        out[at] = output[0] as number;
        out[at + 1] = output[1] as number;
      } else {
        for (let unit = 0; unit < output.length; unit++) next.input[unit] = Math.tanh(output[unit] as number);
      }
    }
  }
}

/** The layers for inputs as they are: Σ w (x − mean) / spread + b = Σ (w / spread) x + (b − Σ (w / spread) mean). */
function standardising({ inputs, mean, spread, layers }: NetworkWeights): readonly Layer[] {
  const [first, ...rest] = layers as readonly [Layer, ...Layer[]];
  const units = first.biases.length;
  const weights = first.weights.map((weight, k) => weight / (spread[Math.floor(k / units)] as number));
  const biases = first.biases.map((bias, unit) =>
    inputs.reduce((sum, _, i) => sum - (weights[i * units + unit] as number) * (mean[i] as number), bias),
  );
  return [{ weights, biases }, ...rest];
}

function compiledLayers(layers: readonly Layer[], inputs: number): SimdMatrix[] {
  let width = inputs;
  return layers.map(({ weights, biases }, index) => {
    const units = biases.length;
    if (weights.length !== width * units || (index === layers.length - 1 && units !== 2)) {
      throw new RangeError(
        `layer ${index} of the network: ${weights.length} weights for ${width} inputs, ${units} units`,
      );
    }
    const byUnit = new Float64Array(weights.length);
    weights.forEach((weight, k) => {
      byUnit[(k % units) * width + Math.floor(k / units)] = weight;
    });
    const matrix = new SimdMatrix(byUnit, biases, width);
    width = units;
    return matrix;
  });
}
