import { mulberry32 } from "@touchline/scoring";
import { describe, expect, it } from "vitest";
import type { NetworkWeights } from "./network-weights.ts";
import { quantisedNetwork, restoredNetwork } from "./quantised-network.ts";

const random = mulberry32(2);
const draw = (count: number) => Array.from({ length: count }, () => Number((random() - 0.5).toPrecision(6)));
const network: NetworkWeights = {
  inputs: Array.from({ length: 40 }, (_, i) => `input${i}`),
  mean: draw(40),
  spread: draw(40),
  layers: [
    { weights: draw(640), biases: draw(16) },
    { weights: draw(32).map((weight) => weight / 100), biases: draw(2) },
    { weights: [0, 0, 0, 0], biases: draw(2) },
  ],
};

describe("a quantised network", () => {
  it("has each weight within half a step of what it was, and all else as it was", () => {
    const restored = restoredNetwork(quantisedNetwork(network));
    expect({ ...restored, layers: [] }).toEqual({ ...network, layers: [] });
    restored.layers.forEach(({ weights, biases }, i) => {
      const before = network.layers[i] as NetworkWeights["layers"][number];
      const step = Math.max(...before.weights.map(Math.abs)) / 32_767;
      expect(biases).toEqual(before.biases);
      weights.forEach((weight, k) => {
        expect(Math.abs(weight - (before.weights[k] as number))).toBeLessThanOrEqual(0.5001 * step);
      });
    });
  });

  it("takes a third of the room as JSON, and is the same when it is quantised again", () => {
    const quantised = quantisedNetwork(network);
    const sizes = [quantised.layers, network.layers].map((layers) => JSON.stringify(layers).length) as [number, number];
    expect(sizes[0]).toBeLessThan(sizes[1] / 3);
    expect(quantisedNetwork(restoredNetwork(quantised))).toEqual(quantised);
  });
});
