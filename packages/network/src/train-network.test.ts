import { CompiledNetwork } from "@touchline/models";
import { describe, expect, it } from "vitest";
import { toyExamples, truth } from "./examples.fixture.ts";
import { tensorFlow } from "./tensorflow.ts";
import { type Epoch, trainNetwork } from "./train-network.ts";

const options = { validFrom: 9_000, seed: 7, learningRate: 0.01 };

describe("a network on goals", () => {
  it("learns the factors that scores follow", { timeout: 60_000 }, async () => {
    const { weights, best } = await trainNetwork(toyExamples(12_000), options);
    expect(best).toBeGreaterThan(0);
    const network = new CompiledNetwork(weights, (name) => ["a", "b", "noise"].indexOf(name));
    const said = new Float64Array(2);
    for (const [a, b] of [
      [-1.5, 0],
      [-0.5, 1],
      [0, 0],
      [0.5, -1],
      [1.5, 0.5],
    ] as const) {
      network.write([a, b, 1_700], 0, said, 0);
      const [home, away] = truth(a, b);
      expect(Math.abs((said[0] as number) - home)).toBeLessThan(0.09);
      expect(Math.abs((said[1] as number) - away)).toBeLessThan(0.09);
    }
  });

  it("is the same for the same examples and seed, and another for another seed", { timeout: 60_000 }, async () => {
    const brief = { ...options, validFrom: 1_500, epochsMax: 3 };
    const [first, again, other] = [
      await trainNetwork(toyExamples(2_000), brief),
      await trainNetwork(toyExamples(2_000), brief),
      await trainNetwork(toyExamples(2_000), { ...brief, seed: 8 }),
    ];
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(other.weights).not.toEqual(first.weights);
  });

  it("tells how it went, and keeps the weights of its best epoch", { timeout: 60_000 }, async () => {
    const told: Epoch[] = [];
    const examples = toyExamples(3_000);
    const { curve, best } = await trainNetwork(examples, {
      ...{ ...options, validFrom: 2_500, epochsMax: 60, learningRate: 0.05, hidden: [64], ridge: 0 },
      progress: (epoch) => told.push(epoch),
    });
    expect(told).toEqual(curve);
    expect(curve.map(({ epoch }) => epoch)).toEqual(curve.map((_, epoch) => epoch));
    expect(best).toBe(curve.toSorted((a, b) => a.validation - b.validation)[0]?.epoch);
    expect(curve).toHaveLength(best + 5);
    expect(curve.at(-1)?.training).toBeLessThan(curve[0]?.training as number);
  });

  it("corrects nothing where there is nothing to learn", { timeout: 60_000 }, async () => {
    const { table, expected } = toyExamples(2_000);
    const { scored } = toyExamples(2_000, 2);
    const { weights, best } = await trainNetwork(
      { table, expected, scored },
      { ...options, validFrom: 200, learningRate: 0.3 },
    );
    expect(best).toBe(0);
    expect(weights.layers.at(-1)?.weights.every((weight) => weight === 0)).toBe(true);
  });

  it("leaves no tensor behind", { timeout: 60_000 }, async () => {
    const { tf } = await tensorFlow("wasm");
    const brief = { ...options, validFrom: 800, epochsMax: 2 };
    await trainNetwork(toyExamples(1_000), brief);
    const before = tf.memory().numTensors;
    await trainNetwork(toyExamples(1_000), brief);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("refuses to learn from nothing, or to be judged by nothing", async () => {
    for (const validFrom of [0, 100]) {
      await expect(trainNetwork(toyExamples(100), { validFrom, seed: 1 })).rejects.toThrow(RangeError);
    }
  });
});
