import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relegationOf, rulesOf } from "./rules.ts";
import { openSeason, type PlayedMatch } from "./season.ts";
import { shippedSeason } from "./shipped-season.fixture.ts";
import { type Expected, type LeagueForecast, type SimulationOptions, simulate, type Uncertainty } from "./simulate.ts";

const england = rulesOf("ENG-Premier League");
const even: Expected = { home: 1.5, away: 1.1, dependence: -0.09 };
const unsure: Uncertainty = { attackVariance: 0.02, covariance: 0.005, defenceVariance: 0.02 };

function played(score: string): PlayedMatch {
  const [home = "", goals = "", away = ""] = score.split(" ");
  const [homeGoals, awayGoals] = goals.split("-").map(Number);
  return { home, away, homeGoals: homeGoals as number, awayGoals: awayGoals as number };
}

function forecast(
  teams: string[],
  scores: readonly PlayedMatch[],
  more: Partial<SimulationOptions> = {},
): LeagueForecast {
  const season = openSeason(teams, scores);
  const relegation = { down: 1, playOff: 0 };
  const expected = season.left.map(() => even);
  return simulate(season, { expected, rules: england, relegation, seasons: 2_000, seed: 1, ...more });
}

const of = ({ teams }: LeagueForecast, name: string) =>
  teams.find(({ team }) => team === name) as LeagueForecast["teams"][number];

describe("a league of two, after the first leg", () => {
  // A won 1-0 at home; B is at home next, with rates of 1.2 against 0.8
  const rates = { home: 1.2, away: 0.8, dependence: 0 };
  const poisson = (rate: number, goals: number): number =>
    Math.exp(-rate) * Array.from({ length: goals }, (_, i) => rate / (i + 1)).reduce((a, b) => a * b, 1);

  it("is A's title with the chance that can be summed by hand", () => {
    let title = 0;
    let points = 0;
    for (let home = 0; home < 20; home++) {
      for (let away = 0; away < 20; away++) {
        const chance = poisson(1.2, home) * poisson(0.8, away);
        points += chance * (away > home ? 3 : away === home ? 1 : 0);
        if (home - away < 1) title += chance;
        // level in points, difference and goals: goals away decide, and lots after 1-0
        else if (home - away === 1) title += chance * (away > 0 ? 1 : 0.5);
      }
    }
    const seasons = 200_000;
    const seen = of(forecast(["A", "B"], [played("A 1-0 B")], { expected: [rates], seasons }), "A");
    expect(Math.abs(seen.title - title)).toBeLessThan(4 * Math.sqrt((title * (1 - title)) / seasons));
    expect(Math.abs(seen.expectedPoints - 3 - points)).toBeLessThan(4 * Math.sqrt(1.7 / seasons));
    expect(seen.title + seen.relegation).toBeCloseTo(1, 12);
  });

  it("has more draws where goals depend on each other, as many as their distribution says", () => {
    const dependence = -0.12;
    let draws = 0;
    for (let goals = 0; goals < 20; goals++) draws += poisson(1.2, goals) * poisson(0.8, goals);
    const more = -dependence * (poisson(1.2, 0) * poisson(0.8, 0) * 1.2 * 0.8 + poisson(1.2, 1) * poisson(0.8, 1));
    const seasons = 200_000;
    const expected = [{ ...rates, dependence }];
    const seen = forecast(["A", "B"], [played("A 1-0 B")], { expected, seasons }).expectedDraws;
    expect(Math.abs(seen - draws - more)).toBeLessThan(4 * Math.sqrt(0.21 / seasons));
  });
});

describe("any league", () => {
  const leagues = fc.record({
    teams: fc.integer({ min: 2, max: 9 }),
    goals: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.boolean()), { minLength: 72, maxLength: 72 }),
    rules: fc.constantFrom("ENG-Premier League", "ESP-La Liga", "FRA-Ligue 1", "GER-Bundesliga", "P1"),
    unsure: fc.boolean(),
    seed: fc.nat(),
  });
  const made = leagues.map(({ teams, goals, rules, unsure: isUnsure, seed }) => {
    const names = Array.from({ length: teams }, (_, i) => `T${i}`);
    const pairs = names.flatMap((home) => names.filter((away) => away !== home).map((away) => ({ home, away })));
    const scores = pairs.flatMap((pair, i) => {
      const [homeGoals, awayGoals, isPlayed] = goals[i] as [number, number, boolean];
      return isPlayed ? [{ ...pair, homeGoals, awayGoals }] : [];
    });
    const uncertainty = isUnsure ? names.map(() => unsure) : undefined;
    return { names, scores, matches: pairs.length, more: { rules: rulesOf(rules), seed, seasons: 50, uncertainty } };
  });

  it("gives each rank to one team and each team one rank, and no point that nobody won", () => {
    fc.assert(
      fc.property(made, ({ names, scores, matches, more }) => {
        const { teams, expectedDraws, left } = forecast(names, scores, more);
        expect(left).toBe(matches - scores.length);
        for (const { ranks, title, topFour, relegation } of teams) {
          expect(ranks.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
          expect([title, topFour]).toEqual(
            [ranks[0], ranks.slice(0, 4).reduce((a, b) => a + b, 0)].map((x) => expect.closeTo(x as number, 9)),
          );
          expect(relegation).toBeCloseTo(ranks.at(-1) as number, 9);
        }
        for (let rank = 0; rank < names.length; rank++) {
          expect(teams.reduce((sum, { ranks }) => sum + (ranks[rank] as number), 0)).toBeCloseTo(1, 9);
        }
        const points = teams.reduce((sum, { expectedPoints }) => sum + expectedPoints, 0);
        expect(points).toBeCloseTo(3 * matches - expectedDraws, 6);
        for (const { expectedPoints, lowPoints, highPoints, points: now } of teams) {
          expect(now).toBeLessThanOrEqual(lowPoints);
          expect(lowPoints).toBeLessThanOrEqual(highPoints);
          expect(expectedPoints).toBeGreaterThanOrEqual(now);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is the same bytes for the same seed, and others for another", () => {
    fc.assert(
      fc.property(made, ({ names, scores, more }) => {
        const [first, again] = [forecast(names, scores, more), forecast(names, scores, more)];
        expect(JSON.stringify(again)).toBe(JSON.stringify(first));
      }),
      { numRuns: 20 },
    );
    const names = ["A", "B", "C", "D"];
    expect(forecast(names, [], { seed: 2 }).teams).not.toEqual(forecast(names, [], { seed: 3 }).teams);
  });

  it("does not depend on the order of teams and matches", () => {
    const scores = ["A 1-0 B", "B 2-2 C", "C 0-3 A", "D 1-1 A"].map(played);
    const names = ["A", "B", "C", "D"];
    expect(forecast(names.toReversed(), scores.toReversed())).toEqual(forecast(names, scores));
  });
});

describe("a season half-way", () => {
  const all = shippedSeason("ENG-Premier League", "2015/16");
  const teams = all.map(({ home }) => home);
  const half = forecast(teams, all.slice(0, 190), { relegation: relegationOf(england, "2015/16"), seasons: 1_000 });

  it("goes on from its table", () => {
    expect(half.teams.slice(0, 2).map(({ team, points }) => [team, points])).toEqual([
      ["club:arsenal", 39],
      ["club:leicester", 39],
    ]);
    expect(half.left).toBe(190);
  });

  it("sends three down", () => {
    expect(half.teams.reduce((sum, { relegation }) => sum + relegation, 0)).toBeCloseTo(3, 9);
    expect(of(half, "club:aston-villa").relegation).toBeGreaterThan(0.5);
  });

  it("is less certain where the strengths are", () => {
    const relegation = relegationOf(england, "2015/16");
    const uncertainty = [...new Set(teams)].map(() => ({ attackVariance: 0.1, covariance: 0, defenceVariance: 0.1 }));
    const unsureHalf = forecast(teams, all.slice(0, 190), { relegation, seasons: 1_000, uncertainty });
    const width = (forecasts: LeagueForecast) =>
      forecasts.teams.reduce((sum, { lowPoints, highPoints }) => sum + highPoints - lowPoints, 0);
    expect(width(unsureHalf)).toBeGreaterThan(1.2 * width(half));
  });

  it("when it is over is its table, for certain", () => {
    const over = forecast(teams, all, { seasons: 10 });
    expect(over.teams.map(({ ranks }, rank) => ranks[rank])).toEqual(Array(20).fill(1));
    expect(over.teams[0]).toMatchObject({ team: "club:leicester", points: 81, expectedPoints: 81, title: 1 });
  });
});
