import { type Layer, type NetworkWeights, spreadsMax } from "./network-weights.ts";

/**
 * A network as plain loops over typed arrays, without a library and without allocating: what services run. Standardising is folded
 * into bounds of the inputs and into the first layer. Equal to what TensorFlow.js says within its single precision.
 */
export class CompiledNetwork {
  readonly #places: Int32Array;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #layers: readonly CompiledLayer[];

  /** `placeOf` tells where an input stands among the values. Throws a RangeError where a layer does not fit the one before. */
  constructor(network: NetworkWeights, placeOf: (name: string) => number) {
    const { inputs, mean, spread, layers } = network;
    this.#places = Int32Array.from(inputs, placeOf);
    this.#least = Float64Array.from(mean, (value, i) => value - spreadsMax * (spread[i] as number));
    this.#most = Float64Array.from(mean, (value, i) => value + spreadsMax * (spread[i] as number));
    this.#layers = compiledLayers(standardising(network), inputs.length, layers.length);
  }

  /** Writes the logs of the factors on the goals of home and away. `from`: where the match's values begin. */
  write(values: ArrayLike<number>, from: number, out: Float64Array, at: number): void {
    const places = this.#places;
    const least = this.#least;
    const most = this.#most;
    const [first] = this.#layers as [CompiledLayer];
    let x = first.input;
    for (let i = 0; i < places.length; i++) {
      const value = values[from + (places[i] as number)] as number;
      x[i] = Math.min(most[i] as number, Math.max(least[i] as number, value));
    }
    for (const { weights, biases, output, last } of this.#layers) {
      let w = 0;
      for (let unit = 0; unit < output.length; unit++) {
        let sum = biases[unit] as number;
        for (let i = 0; i < x.length; i++) sum += (weights[w++] as number) * (x[i] as number);
        output[unit] = last ? sum : Math.tanh(sum);
      }
      x = output;
    }
    out[at] = x[0] as number;
    out[at + 1] = x[1] as number;
  }
}

interface CompiledLayer {
  /** A row a unit, so that its weights are read in order. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly input: Float64Array;
  readonly output: Float64Array;
  readonly last: boolean;
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

function compiledLayers(layers: readonly Layer[], inputs: number, count: number): CompiledLayer[] {
  let input = new Float64Array(inputs);
  return layers.map(({ weights, biases }, index) => {
    const [width, units] = [input.length, biases.length];
    if (weights.length !== width * units || (index === count - 1 && units !== 2)) {
      throw new RangeError(
        `layer ${index} of the network: ${weights.length} weights for ${width} inputs, ${units} units`,
      );
    }
    const byUnit = new Float64Array(weights.length);
    weights.forEach((weight, k) => {
      byUnit[(k % units) * width + Math.floor(k / units)] = weight;
    });
    const output = new Float64Array(units);
    const compiled = { weights: byUnit, biases: Float64Array.from(biases), input, output, last: index === count - 1 };
    input = output;
    return compiled;
  });
}
