import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matches } from "../history.arbitrary.ts";
import { played } from "../history.fixture.ts";
import { History } from "../history.ts";
import type { Played } from "../played.ts";
import { filterNames } from "./filter-options.ts";

const league = "ENG-Premier League";
const teams = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"] as const;

/** Each plays each at home once, a match a day; `score` decides. */
function season(first: number, name: string, score: (home: number, away: number) => Partial<Played>): Played[] {
  let day = first;
  return teams.flatMap((home, i) =>
    teams.flatMap((away, j) =>
      i === j ? [] : [played({ day: day++, competition: league, season: name, home, away, ...score(i, j) })],
    ),
  );
}

const byRank = (home: number, away: number) => ({
  homeGoals: home < away ? 2 : 0,
  awayGoals: away < home ? 1 : 0,
});

function historyOf(all: readonly Played[]): History {
  const history = new History();
  for (const match of all) history.put(match);
  history.settle();
  return history;
}

function expected(history: History, home: string, away: string, more: Partial<Played> = {}) {
  const fixture = { competition: league, season: "2001/02", neutral: false, home, away, ...more };
  const expectations = history.strengthsBefore(history.size, 200, fixture);
  return Object.fromEntries(filterNames.map((name, i) => [name, expectations[i] ?? expect.fail(name)]));
}

describe("filters of strengths", () => {
  it("expect more of those who won more, and more at home", () => {
    const history = historyOf(season(0, "2000/01", byRank));
    for (const [name, { home, away }] of Object.entries(expected(history, "A", "J"))) {
      expect(home, name).toBeGreaterThan(away);
      const there = expected(history, "J", "A")[name] ?? expect.fail(name);
      expect(there.away, name).toBeGreaterThan(there.home);
      expect(home / away, name).toBeGreaterThan(there.away / there.home);
    }
  });

  it("mirror each other on neutral ground", () => {
    const history = historyOf(season(0, "2000/01", byRank));
    const there = expected(history, "D", "B", { neutral: true });
    for (const [name, { home, away, variance }] of Object.entries(expected(history, "B", "D", { neutral: true }))) {
      expect(there[name]?.away).toBeCloseTo(home, 12);
      expect(there[name]?.home).toBeCloseTo(away, 12);
      expect(there[name]?.variance).toBeCloseTo(variance, 12);
    }
  });

  it("are surer of teams that they have seen more of", () => {
    const history = historyOf(season(0, "2000/01", byRank));
    const varianceAt = (place: number) => {
      const fixture = { competition: league, season: "2000/01", neutral: false, home: "A", away: "B" };
      return history.strengthsBefore(place, place, fixture)[0]?.variance ?? Number.NaN;
    };
    expect(varianceAt(30)).toBeLessThan(varianceAt(10));
    expect(varianceAt(10)).toBeLessThan(varianceAt(0));
  });

  it("start a team that comes up below the mean of its new league, a champion above others", () => {
    const second = season(0, "2000/01", byRank).map((match) => ({
      ...match,
      id: `${match.id}/E1`,
      competition: "E1",
      home: `${match.home}2`,
      away: `${match.away}2`,
    }));
    const history = historyOf([...season(0, "2000/01", byRank), ...second]);
    const [champion, last, middle] = ["A2", "J2", "F"].map((home) => {
      const { results } = expected(history, home, "E");
      return results === undefined ? expect.fail(home) : results.home / results.away;
    }) as [number, number, number];
    expect(champion).toBeGreaterThan(last);
    expect(champion).toBeLessThan(middle);
  });

  it("learn from the prices of past matches where they look at them, and else not", () => {
    const closing = { book: "B", home: 1.2, draw: 7, away: 15, over: 1.6, under: 2.4 };
    const plain = season(0, "2000/01", byRank);
    const priced = plain.map((match) => (match.home === "J" ? { ...match, closing } : match));
    const without = expected(historyOf(plain), "J", "A");
    const withPrices = expected(historyOf(priced), "J", "A");
    const ratio = (each: ReturnType<typeof expected>, name: string) =>
      (each[name]?.home ?? Number.NaN) / (each[name]?.away ?? Number.NaN);
    for (const name of ["market", "marketTotals"])
      expect(ratio(withPrices, name)).toBeGreaterThan(ratio(without, name));
    for (const name of ["results", "totals"]) expect(ratio(withPrices, name)).toBe(ratio(without, name));
  });

  it("stay finite and positive whatever was played", () => {
    fc.assert(
      fc.property(matches({ maxLength: 40 }), (all) => {
        const history = historyOf(all);
        const each = history.strengthsBefore(history.size, 2_000, {
          ...{ competition: "L", season: "5", neutral: false },
          ...{ home: "A", away: "B" },
        });
        for (const { home, away, variance } of each) {
          expect(home > 0 && home < 8 && away > 0 && away < 8).toBe(true);
          expect(variance > 0 && Number.isFinite(variance)).toBe(true);
        }
      }),
    );
  });
});
