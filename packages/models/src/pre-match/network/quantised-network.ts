import type { NetworkWeights } from "./network-weights.ts";

/** A network whose weights are whole numbers from −32,767 to 32,767 times a scale: two bytes each. */
export interface QuantisedNetwork {
  readonly inputs: readonly string[];
  readonly mean: readonly number[];
  readonly spread: readonly number[];
  readonly layers: readonly QuantisedLayer[];
}

interface QuantisedLayer {
  readonly scale: number;
  /** Little-endian int16, base64: a row an input, one after the other. */
  readonly weights: string;
  readonly biases: readonly number[];
}

const most = 32_767;

export function quantisedNetwork({ inputs, mean, spread, layers }: NetworkWeights): QuantisedNetwork {
  return {
    // six digits are more than the data know
    ...{ inputs, mean: mean.map(sixDigits), spread: spread.map(sixDigits) },
    layers: layers.map(({ weights, biases }) => {
      const greatest = weights.reduce((so, weight) => Math.max(so, Math.abs(weight)), 0);
      const scale = greatest === 0 ? 1 : greatest / most;
      const bytes = Buffer.alloc(2 * weights.length);
      weights.forEach((weight, i) => {
        bytes.writeInt16LE(Math.round(weight / scale), 2 * i);
      });
      return { scale, weights: bytes.toString("base64"), biases: biases.map(sixDigits) };
    }),
  };
}

/** Weights to run; off by half a scale at most. */
export function restoredNetwork({ layers, ...rest }: QuantisedNetwork): NetworkWeights {
  return {
    ...rest,
    layers: layers.map(({ scale, weights, biases }) => {
      const bytes = Buffer.from(weights, "base64");
      return { weights: Array.from({ length: bytes.length / 2 }, (_, i) => scale * bytes.readInt16LE(2 * i)), biases };
    }),
  };
}

function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}
