import type { Counts } from "@touchline/schemas";
import { describe, expect, it } from "vitest";
import { featuresOf, historyOf, played, toCome } from "../history.fixture.ts";
import { type Played, unknownCounts } from "../played.ts";

const told = (counts: Partial<Counts>): Counts => ({ ...unknownCounts, ...counts });

/**
 * A's first seven matches: won 2-1 at home, drawn 0-0 away, lost 1-3 at home, won 2-0 away, drawn 1-1 on neutral ground,
 * won 4-0 at home, lost 1-2 away. Some statistics of three of them are told.
 */
const seven: readonly Played[] = [
  played({ day: 10, home: "A", away: "B", homeGoals: 2, awayGoals: 1 }),
  played({ day: 17, home: "C", away: "A" }),
  played({ day: 24, home: "A", away: "D", homeGoals: 1, awayGoals: 3 }),
  played({
    ...{ day: 31, home: "B", away: "A", homeGoals: 0, awayGoals: 2 },
    homeCounts: told({ shots: 9 }),
    awayCounts: told({ shots: 10 }),
  }),
  played({ day: 38, home: "A", away: "C", homeGoals: 1, awayGoals: 1, neutral: true }),
  played({
    ...{ day: 45, home: "A", away: "D", homeGoals: 4, awayGoals: 0 },
    homeCounts: told({ shots: 15, yellowCards: 1 }),
    awayCounts: told({ shots: 4, yellowCards: 2, redCards: 1 }),
  }),
  played({
    ...{ day: 52, home: "B", away: "A", homeGoals: 2, awayGoals: 1 },
    homeCounts: told({ shots: 12, yellowCards: 0, redCards: 0 }),
    awayCounts: told({ shots: 8, yellowCards: 3, redCards: 1 }),
  }),
];

const at60 = featuresOf(historyOf(seven), toCome(60, { home: "A", away: "Z" }));

describe("form", () => {
  it.each([
    ["all5.matches", 5],
    ["all5.points", (0 + 3 + 1 + 3 + 0) / 5],
    ["all5.goalsFor", (1 + 4 + 1 + 2 + 1) / 5],
    ["all5.goalsAgainst", (2 + 0 + 1 + 0 + 3) / 5],
    ["all10.matches", 7],
    ["all10.points", 11 / 7],
    ["all10.goalsFor", 11 / 7],
    ["all20.matches", 7],
    ["all20.goalsAgainst", 1],
    ["home5.matches", 3],
    ["home5.points", (3 + 0 + 3) / 3],
    ["home5.goalsFor", (4 + 1 + 2) / 3],
    ["home10.goalsAgainst", (0 + 3 + 1) / 3],
    ["away5.matches", 3],
    ["away5.points", (0 + 3 + 1) / 3],
    ["away20.goalsFor", (1 + 2 + 0) / 3],
    ["away20.goalsAgainst", 2 / 3],
    ["momentum", 7 / 5 - 11 / 7],
  ])("means each window by itself, neutral ground in none but the general one: %s", (name, value) => {
    expect(at60(`home.form.${name}`)).toBeCloseTo(value, 9);
  });

  // weights of the latest match backwards: 1, 2^-0.4, 2^-0.8, ... in a window of 5; 1, 2^-0.2, ... in one of 10
  it.each([
    ["all5.pointsWeighted", 1.34106149998],
    ["all5.goalsForWeighted", 1.874567494967],
    ["all5.goalsAgainstWeighted", 1.15065101656],
    ["all10.pointsWeighted", 1.491228621635],
    ["all10.goalsForWeighted", 1.668366634955],
    ["all10.goalsAgainstWeighted", 1.024676758237],
  ])("halves a match's weight with every half window after it: %s", (name, value) => {
    expect(at60(`home.form.${name}`)).toBeCloseTo(value, 9);
  });

  it.each([
    ["all5.shotsFor", (10 + 15 + 8) / 3],
    ["all5.shotsAgainst", (9 + 4 + 12) / 3],
    ["home5.shotsFor", 15],
    ["away5.shotsAgainst", (9 + 12) / 2],
    ["all5.cardsFor", (1 + 4) / 2],
    ["all5.cardsAgainst", (3 + 0) / 2],
    ["all5.cornersFor", 5],
    ["all5.shotsOnTargetAgainst", 4.5],
  ])("means a statistic over the matches that tell it, and has its usual value where none does: %s", (name, value) => {
    expect(at60(`home.form.${name}`)).toBeCloseTo(value, 9);
  });

  it("has the usual values of a team that has not played, and no momentum", () => {
    for (const window of ["all5", "home10", "away20"]) {
      expect(at60(`away.form.${window}.matches`)).toBe(0);
      expect(at60(`away.form.${window}.points`)).toBe(1.37);
      expect(at60(`away.form.${window}.goalsForWeighted`)).toBe(1.35);
      expect(at60(`away.form.${window}.shotsFor`)).toBe(12.5);
    }
    expect(at60("away.form.momentum")).toBe(0);
  });

  it("forgets what is older than the window", () => {
    // in its match of week n A scores n goals, at home in odd weeks
    const weeks = Array.from({ length: 25 }, (_, i) => i + 1).map((n) =>
      n % 2 === 1
        ? played({ day: 7 * n, home: "A", away: `T${n}`, homeGoals: n })
        : played({ day: 7 * n, home: `T${n}`, away: "A", awayGoals: n }),
    );
    const value = featuresOf(historyOf(weeks), toCome(200));
    expect(value("home.form.all5.goalsFor")).toBeCloseTo(23, 9);
    expect(value("home.form.all10.goalsFor")).toBeCloseTo(20.5, 9);
    expect(value("home.form.all20.goalsFor")).toBeCloseTo(15.5, 9);
    expect(value("home.form.all20.goalsForWeighted")).toBeCloseTo(17.733940493754, 9);
    expect(value("home.form.home5.goalsFor")).toBeCloseTo((25 + 23 + 21 + 19 + 17) / 5, 9);
    expect(value("home.form.home10.goalsFor")).toBeCloseTo(16, 9);
    expect(value("home.form.away20.matches")).toBe(12);
    expect(value("home.form.away20.goalsFor")).toBeCloseTo(13, 9);
  });
});
