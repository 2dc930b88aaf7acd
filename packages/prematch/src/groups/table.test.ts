import { describe, expect, it } from "vitest";
import { doubleRound, featuresOf, historyOf, played, toCome } from "../history.fixture.ts";

const six = ["A", "B", "C", "D", "E", "F"];

/** Three rounds of season 2. Standings: A 7 (+4), C 7 (+3), F 5, B 4, E 1, D 0. */
const rounds = [
  [200, "A", "B", 1, 0],
  [200, "C", "D", 2, 0],
  [200, "E", "F", 0, 0],
  [207, "A", "C", 1, 1],
  [207, "B", "E", 2, 1],
  [207, "D", "F", 0, 1],
  [214, "A", "D", 3, 0],
  [214, "B", "F", 0, 0],
  [214, "C", "E", 1, 0],
] as const;
const season2 = rounds.map(([day, home, away, homeGoals, awayGoals]) =>
  played({ day, season: "2", home, away, homeGoals, awayGoals }),
);

/** A season before of ten matches a team: so seven are left of the second. */
const full = historyOf([...doubleRound(six, 100, "1"), ...season2]);

function of(team: string, history = full, season = "2") {
  const value = featuresOf(history, toCome(221, { season, home: team, away: "Z" }));
  return (name: string) => value(`home.table.${name}`);
}

describe("the table", () => {
  it.each([
    ["A", 0, 7 / 3, 4 / 3],
    ["C", 1 / 5, 7 / 3, 1],
    ["F", 2 / 5, 5 / 3, 1 / 3],
    ["B", 3 / 5, 4 / 3, 0],
    ["E", 4 / 5, 1 / 3, -2 / 3],
    ["D", 1, 0, -2],
  ])(
    "puts %s at %d from the leader down to the last, with its points and goals a match",
    (team, rank, points, goals) => {
      const value = of(team);
      expect(value("rank")).toBeCloseTo(rank, 9);
      expect(value("points")).toBeCloseTo(points, 9);
      expect(value("goalDifference")).toBeCloseTo(goals, 9);
      expect(value("played")).toBe(3);
      expect(value("progress")).toBeCloseTo(0.3, 9);
    },
  );

  // 21 points are left to win, 0.3 of the season is played; third is the last of six that stays up
  it.each([
    ["A", "stakeTitle", 0.3],
    ["C", "stakeTitle", 0.3],
    ["F", "stakeTitle", (0.3 * 19) / 21],
    ["D", "stakeTitle", (0.3 * 14) / 21],
    ["A", "stakeEurope", (0.3 * 15) / 21],
    ["B", "stakeEurope", (0.3 * 18) / 21],
    ["D", "stakeEurope", (0.3 * 17) / 21],
    ["A", "stakeRelegation", (0.3 * 18) / 21],
    ["F", "stakeRelegation", (0.3 * 20) / 21],
    ["B", "stakeRelegation", (0.3 * 20) / 21],
  ])("knows what is at stake for %s: %s is %d", (team, stake, value) => {
    expect(of(team)(stake)).toBeCloseTo(value, 9);
  });

  it("sees nothing at stake where the gap is more than can still be won", () => {
    // the season before had four matches a team: one is left, and three points
    const short = historyOf([...doubleRound(six, 100, "1").slice(0, 12), ...season2]);
    const value = of("D", short);
    expect(value("progress")).toBeCloseTo(3 / 4, 9);
    expect(value("stakeTitle")).toBe(0);
    expect(value("stakeEurope")).toBe(0);
    expect(of("F", short)("stakeTitle")).toBeCloseTo((3 / 4) * (1 / 3), 9);
  });

  it("starts anew with each season, in the middle and with nothing at stake", () => {
    const value = of("A", full, "3");
    expect(["played", "progress", "points", "goalDifference", "rank"].map(value)).toEqual([0, 0, 1.37, 0, 0.5]);
    expect(["stakeTitle", "stakeEurope", "stakeRelegation"].map(value)).toEqual([0, 0, 0]);
  });

  it("assumes 38 matches in a competition's first season", () => {
    expect(of("A", historyOf(season2))("progress")).toBeCloseTo(3 / 38, 9);
  });
});
