import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { independentPoisson } from "../score-matrix.ts";
import { leadMax, scoreChain } from "./score-chain.ts";

const even = [1, 1, 1, 1, 1, 1, 1];
const pressing = [1.3, 1.2, 1.1, 1, 0.95, 0.9, 0.85];
const rate = fc.double({ min: 0, max: 6, noNaN: true });

describe("goals of sides whose rates depend on who leads", () => {
  test("are independent where the score changes nothing", () => {
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: -9, max: 9 }), (home, away, lead) => {
        const chain = scoreChain({ home, away }, even, lead);
        const independent = independentPoisson({ home, away });
        for (let i = 0; i < 8; i++) {
          for (let j = 0; j < 8; j++) {
            const expected =
              i < independent.rows && j < independent.columns
                ? independent.probabilities[i * independent.columns + j]
                : 0;
            const cell = i < chain.rows && j < chain.columns ? chain.probabilities[i * chain.columns + j] : 0;
            expect(Math.abs((cell ?? 0) - (expected ?? 0))).toBeLessThan(1e-11);
          }
        }
      }),
    );
  });

  test("sum to 1, and none is left once no time is", () => {
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: -9, max: 9 }), (home, away, lead) => {
        const { probabilities } = scoreChain({ home, away }, pressing, lead);
        expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
        expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0);
      }),
    );
    expect([...scoreChain({ home: 0, away: 0 }, pressing, 1).probabilities]).toEqual([1]);
  });

  test("follow the forward equations: small steps in time come to the same", () => {
    const level = { home: 1.4, away: 0.9 };
    const { probabilities, columns } = scoreChain(level, pressing, 1);
    const byStep = stepped(level, pressing, 1, 4_000);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        expect(probabilities[i * columns + j]).toBeCloseTo(byStep[i]?.[j] as number, 3);
      }
    }
  });

  test("say that nobody scores as often as the rates of the present score do", () => {
    const { probabilities } = scoreChain({ home: 1.2, away: 0.8 }, pressing, -1);
    const [behind, ahead] = [pressing[leadMax - 1] as number, pressing[leadMax + 1] as number];
    expect(probabilities[0]).toBeCloseTo(Math.exp(-1.2 * behind - 0.8 * ahead), 12);
  });

  test("are mirrored when the sides change places", () => {
    const one = scoreChain({ home: 1.7, away: 0.6 }, pressing, 2);
    const other = scoreChain({ home: 0.6, away: 1.7 }, pressing, -2);
    for (let i = 0; i < one.rows; i++) {
      for (let j = 0; j < one.rows; j++) {
        expect(
          Math.abs((one.probabilities[i * one.rows + j] as number) - (other.probabilities[j * one.rows + i] as number)),
        ).toBeLessThan(1e-15);
      }
    }
  });
});

/** Euler's method on the forward equations. */
function stepped(level: { home: number; away: number }, byLead: number[], lead: number, steps: number): number[][] {
  const size = 15;
  let now = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  (now[0] as number[])[0] = 1;
  for (let step = 0; step < steps; step++) {
    const next = now.map((row) => [...row]);
    const move = (i: number, j: number, by: number) => {
      if (i < size && j < size) (next[i] as number[])[j] = (next[i]?.[j] as number) + by;
    };
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const ahead = Math.max(-leadMax, Math.min(leadMax, lead + i - j));
        const chance = now[i]?.[j] as number;
        const home = (chance * level.home * (byLead[leadMax + ahead] as number)) / steps;
        const away = (chance * level.away * (byLead[leadMax - ahead] as number)) / steps;
        move(i, j, -home - away);
        move(i + 1, j, home);
        move(i, j + 1, away);
      }
    }
    now = next;
  }
  return now;
}
