import { CompiledNetwork } from "@touchline/models";
import { describe, expect, it } from "vitest";
import { toyExamples } from "./examples.fixture.ts";
import { tensorRates } from "./tensor-network.ts";
import { type Backend, tensorFlow } from "./tensorflow.ts";
import { trainNetwork } from "./train-network.ts";

const { backend: best } = await tensorFlow();
/** Those that this machine has: wasm always. */
const backends = [...new Set<Backend>(["wasm", best])];

describe("a trained network", () => {
  it.each(backends)("says the same compiled and by TensorFlow.js, %s", { timeout: 60_000 }, async (backend) => {
    const options = { validFrom: 1_500, seed: 3, epochsMax: 4, learningRate: 0.01, hidden: [16, 8] };
    const { weights } = await trainNetwork(toyExamples(2_000), options);
    const examples = toyExamples(500, 9);
    const rates = await tensorRates(await tensorFlow(backend), weights, examples);
    const network = new CompiledNetwork(weights, (name) => examples.table.names.indexOf(name));
    const logs = new Float64Array(2);
    const spans = new Set<number>();
    for (let row = 0; row < 500; row++) {
      // some far beyond what was seen
      network.write(
        examples.table.columns.map((column) => column[row] as number),
        0,
        logs,
        0,
      );
      const compiled = [1.5 * Math.exp(logs[0] as number), 1.1 * Math.exp(logs[1] as number)];
      expect(Math.abs((rates[2 * row] as number) - (compiled[0] as number))).toBeLessThan(1e-5);
      expect(Math.abs((rates[2 * row + 1] as number) - (compiled[1] as number))).toBeLessThan(1e-5);
      spans.add(Math.round(10 * (compiled[0] as number)));
    }
    expect(spans.size).toBeGreaterThan(3);
  });

  it.each(backends)("is learnt to the same bytes each time, %s", { timeout: 60_000 }, async (backend) => {
    const options = { validFrom: 1_500, seed: 3, epochsMax: 2, backend };
    const [first, again] = [
      await trainNetwork(toyExamples(2_000), options),
      await trainNetwork(toyExamples(2_000), options),
    ];
    expect(first.backend).toBe(backend);
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  });
});
