import { describe, expect, it } from "vitest";
import { featuresOf, historyOf, played, toCome } from "../history.fixture.ts";
import { dayMs } from "../played.ts";

const history = historyOf([
  played({ day: 70, home: "A", away: "X" }),
  played({ day: 90, home: "Y", away: "A" }),
  played({ day: 93, home: "A", away: "X", competition: "Cup" }),
  played({ day: 97, home: "A", away: "Y", neutral: true }),
  played({ day: 84, home: "B", away: "X" }),
]);

const names = ["restDays", "matchesIn7Days", "matchesIn14Days", "matchesIn30Days"];

describe("the schedule", () => {
  it("counts rest and matches over all competitions and venues", () => {
    const value = featuresOf(history, toCome(100));
    expect(names.map((name) => value(`home.schedule.${name}`))).toEqual([3, 2, 3, 4]);
    expect(names.map((name) => value(`away.schedule.${name}`))).toEqual([14, 0, 0, 1]);
    expect(value("match.schedule.restDifference")).toBe(-11);
  });

  it("counts calendar days up to the fixture's own, whenever on it the match kicks off", () => {
    for (const hour of [1, 11, 12, 20]) {
      const value = featuresOf(history, toCome(101, { kickOff: 101 * dayMs + (hour * dayMs) / 24 }));
      expect(value("home.schedule.restDays")).toBe(4);
      expect(value("home.schedule.matchesIn7Days")).toBe(1);
    }
  });

  it("takes a team that has not played for as rested as one can be", () => {
    const value = featuresOf(history, toCome(100, { home: "N" }));
    expect(names.map((name) => value(`home.schedule.${name}`))).toEqual([14, 0, 0, 0]);
  });
});
