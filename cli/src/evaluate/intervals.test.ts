import { resultChances } from "@touchline/odds";
import { mulberry32 } from "@touchline/scoring";
import { describe, expect, it } from "vitest";
import { referenceForecasters } from "./forecasts.ts";
import { intervalsReport, poissonInterval } from "./intervals.ts";
import type { Predicted } from "./predicted.ts";

const { closePower } = referenceForecasters(new Map());

/** Matches that the model's own rates made, and closing odds whose strengths are as far from the model's as `variance` says. */
function matchesOf(n: number, { told, true: actual }: { told: number; true: number }): Predicted[] {
  const random = mulberry32(9);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const poisson = (rate: number) => {
    let [goals, left] = [0, Math.exp(rate) * (1 - random())];
    while (left > 1) {
      left *= 1 - random();
      goals++;
    }
    return goals;
  };
  return Array.from({ length: n }, (_, i): Predicted => {
    const rates = { home: 1 + random(), away: 0.8 + random() };
    const goals = rates.home + rates.away;
    const away = goals / (1 + Math.exp(Math.log(rates.home / rates.away) + Math.sqrt(actual) * normal()));
    const close = resultChances(goals - away, away);
    const closing = {
      book: "pinnacle",
      home: 1 / close.home,
      draw: 1 / close.draw,
      away: 1 / close.away,
      over: null,
      under: null,
    };
    const said = resultChances(rates.home, rates.away);
    return {
      ...{ id: `2030-01-01/${i}`, competition: "E1", season: 2029, home: "a", away: "b", average: null, closing },
      ...{ rates, variance: told, score: { home: poisson(rates.home), away: poisson(rates.away) } },
      chances: { result: [said.home, said.draw, said.away], over: 0.5, bothScore: 0.5 },
    };
  });
}

describe("intervals of goals", () => {
  it.each([0.3, 1.4, 2.7, 6])(
    "leave at most 5 %% on each side at %d expected goals, and would leave more if they were narrower",
    (rate) => {
      const { low, high, chance } = poissonInterval(rate);
      const mass = (from: number, to: number) => {
        let [sum, each] = [0, Math.exp(-rate)];
        for (let goals = 0; goals <= to; goals++) {
          if (goals > 0) each *= rate / goals;
          if (goals >= from) sum += each;
        }
        return sum;
      };
      expect(chance).toBeCloseTo(mass(low, high), 12);
      expect(low === 0 ? 0 : mass(0, low - 1)).toBeLessThanOrEqual(0.05);
      expect(1 - mass(0, high)).toBeLessThanOrEqual(0.05);
      expect(mass(0, low)).toBeGreaterThan(0.05);
      expect(1 - mass(0, high - 1)).toBeGreaterThan(0.05);
    },
  );

  it("hold as much as they say where goals come as the model says", () => {
    const { goals } = intervalsReport(matchesOf(8_000, { told: 0.07, true: 0.07 }), closePower);
    for (const { share, expected } of Object.values(goals)) {
      expect(expected).toBeGreaterThan(0.9);
      // three standard errors of a share of 0.96 of 8,000
      expect(Math.abs(share - expected)).toBeLessThan(0.0066);
    }
  });
});

describe("intervals of chances", () => {
  it("hold the close's 90 times in 100 where it is as far off as they say, and are found out where it is further", () => {
    const right = intervalsReport(matchesOf(4_000, { told: 0.07, true: 0.07 }), closePower).homeWin;
    expect((right?.low ?? 1) < 0.9 && 0.9 < (right?.high ?? 0)).toBe(true);
    const narrow = intervalsReport(matchesOf(4_000, { told: 0.035, true: 0.07 }), closePower).homeWin;
    expect(narrow?.high).toBeLessThan(0.8);
  });

  it("are none where nothing is told of them", () => {
    const untold = matchesOf(10, { told: 0.07, true: 0.07 }).map(({ variance: _, ...match }) => match);
    expect(intervalsReport(untold, closePower).homeWin).toBeNull();
  });
});
