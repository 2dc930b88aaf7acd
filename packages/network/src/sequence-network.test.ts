import {
  type Belief,
  SequenceNetwork,
  sequenceArtefact,
  sequenceInputs,
  turnInputs,
  writeInputs,
} from "@touchline/models";
import { mulberry32 } from "@touchline/scoring";
import { describe, expect, it } from "vitest";
import { tensorRates } from "./tensor-network.ts";
import { type Backend, tensorFlow } from "./tensorflow.ts";

const { backend: best } = await tensorFlow();
const backends = [...new Set<Backend>(["wasm", best])];
const belief: Belief = { home: 1.5, away: 1.1, dependence: 0, variance: 0 };

describe("the shipped network on the run of play", () => {
  it.each(backends)("says the same in play and by TensorFlow.js, %s", { timeout: 60_000 }, async (backend) => {
    const random = mulberry32(5);
    const side = () => {
      const [shots, expectedGoals] = [Math.floor(25 * random()), 3 * random()];
      return { goals: 0, men: 11, shots, expectedGoals, recentShots: 8 * random(), recentExpectedGoals: random() };
    };
    const network = new SequenceNetwork(sequenceArtefact.network);
    const moments = Array.from({ length: 300 }, () => {
      const state = {
        ...({ phase: "LIVE", period: 2, second: 300, stoppage: null, halfTime: null, fullTime: null } as const),
        ...{ lastGoal: null, knockout: false, shootOut: null, home: side(), away: side() },
      };
      const chances = {
        ...{ told: true, effects: { home: 0, away: 0 } },
        expected: { home: 12 * random(), away: 10 * random() },
      };
      const played = random();
      const inputs = new Float64Array(sequenceInputs.length);
      writeInputs(inputs, belief, state, chances, played);
      return { played, inputs, said: network.of(belief, state, chances, played) };
    });
    // each from both sides' places
    const rows = moments.flatMap(({ inputs }) => {
      const turned = new Float64Array(inputs.length);
      turnInputs(inputs, turned);
      return [inputs, turned];
    });
    const ones = new Float64Array(rows.length).fill(1);
    const logs = await tensorRates(await tensorFlow(backend), sequenceArtefact.network, {
      table: {
        names: [...sequenceInputs],
        rows: rows.length,
        columns: sequenceInputs.map((_, at) => Float64Array.from(rows, (row) => row[at] as number)),
      },
      ...{ expected: { home: ones, away: ones }, scored: { home: ones, away: ones } },
      gates: moments.flatMap(({ played }) => [played, played]),
    });
    const spans = new Set<number>();
    moments.forEach(({ said }, at) => {
      const [home, other, away, home2] = logs.slice(4 * at, 4 * at + 4) as unknown as [number, number, number, number];
      expect(Math.abs(said.home - (Math.log(home) + Math.log(home2)) / 2)).toBeLessThan(1e-5);
      expect(Math.abs(said.away - (Math.log(away) + Math.log(other)) / 2)).toBeLessThan(1e-5);
      spans.add(Math.round(1_000 * said.home));
    });
    expect(spans.size).toBeGreaterThan(3);
  });
});
