import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matches } from "../history.arbitrary.ts";
import { featuresOf, historyOf, played, toCome } from "../history.fixture.ts";

const teams = ["A", "B", "C", "D", "E", "F"] as const;

describe("what is put together", () => {
  const history = historyOf([
    played({ day: 1, home: "A", away: "C", homeGoals: 2, awayGoals: 0 }),
    played({ day: 8, home: "D", away: "A", homeGoals: 1, awayGoals: 1 }),
    played({ day: 15, home: "A", away: "E", homeGoals: 0, awayGoals: 1 }),
    played({ day: 15, home: "B", away: "F", homeGoals: 3, awayGoals: 2 }),
  ]);
  const value = featuresOf(history, toCome(22));

  it.each([
    // A: 4 points and 3 goals each way in three matches; B: a 3-2 at home
    ["match.difference.all5.points", 4 / 3 - 3],
    ["match.difference.all10.goalsFor", 1 - 3],
    // A's at home against B's away, where it has not played: 1.35 stands in
    ["match.difference.venue5.goalsAgainst", 0.5 - 1.35],
    ["home.interaction.formGoals", (4 / 3) * 1],
    ["home.ratio.wins", 1 / 3],
    ["home.ratio.goals", 3 / 6],
    ["away.ratio.wins", 1 / 2],
    ["away.ratio.goals", 3 / 6],
  ])("follows from the windows: %s", (name, expected) => {
    expect(value(name)).toBeCloseTo(expected, 9);
  });

  it("scores a team by its Elo expectation, its points and its goals", () => {
    const expectation = 1 / (1 + 10 ** ((1500 - value("away.elo")) / 400));
    expect(value("away.score")).toBeCloseTo(100 * (0.6 * expectation + 0.25 + 0.15 / (1 + Math.exp(-1))), 9);
    const fresh = featuresOf(history, toCome(22, { home: "new" }));
    expect(fresh("home.score")).toBeCloseTo(100 * (0.3 + (0.25 * 1.37) / 3 + 0.075), 9);
  });

  it("keeps each score from 0 to 100, each ratio from 0 to below 1, and thinks more of a team that has won once more", () => {
    fc.assert(
      fc.property(matches({ maxLength: 40 }), fc.constantFrom(...teams), (all, team) => {
        const history = historyOf(all);
        const value = featuresOf(history, toCome(1_000, { home: team, away: "Z" }));
        expect(value("home.score")).toBeGreaterThanOrEqual(0);
        expect(value("home.score")).toBeLessThanOrEqual(100);
        for (const ratio of ["wins", "goals"]) {
          expect(value(`home.ratio.${ratio}`)).toBeGreaterThanOrEqual(0);
          expect(value(`home.ratio.${ratio}`)).toBeLessThan(1);
        }
        // one that had not played starts as newcomers do on the day of its first match
        if (history.team(team) === undefined) return;
        history.put(played({ day: 950, home: team, away: "loser", homeGoals: 5 }));
        history.settle();
        const after = featuresOf(history, toCome(1_000, { home: team, away: "loser" }));
        expect(after("home.elo")).toBeGreaterThan(value("home.elo"));
        expect(after("home.ratio.wins")).toBeGreaterThanOrEqual(value("home.ratio.wins"));
      }),
      { numRuns: 60 },
    );
  });
});
