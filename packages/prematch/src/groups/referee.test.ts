import { describe, expect, it } from "vitest";
import { featuresOf, historyOf, played, toCome } from "../history.fixture.ts";
import { type Played, unknownCounts } from "../played.ts";

/** Twenty matches, half of them led by R: his have 6 cards, 4 goals and a home win, the others 2 cards and no goal. */
const twenty: readonly Played[] = Array.from({ length: 20 }, (_, i) => {
  const strict = i % 2 === 0;
  return played({
    day: 7 * i,
    homeGoals: strict ? 3 : 0,
    awayGoals: strict ? 1 : 0,
    referee: strict ? "R" : i % 4 === 1 ? "S" : null,
    homeCounts: { ...unknownCounts, yellowCards: strict ? 3 : 2, redCards: strict ? 1 : null },
    awayCounts: { ...unknownCounts, yellowCards: strict ? 2 : 0, redCards: 0 },
  });
});

const history = historyOf(twenty);

function under(name: string | null, day = 200) {
  const value = featuresOf(history, toCome(day, { referee: name }));
  return ["matches", "cards", "goals", "homeWins"].map((tendency) => value(`match.referee.${tendency}`));
}

describe("a referee", () => {
  it("counts against the competition's mean, the less the fewer matches he led", () => {
    // means of all: 4 cards, 2 goals, half of the matches won at home; weight 10 / (10 + 30)
    const [matches, cards, goals, homeWins] = under("R") as [number, number, number, number];
    expect(matches).toBe(10);
    expect(cards).toBeCloseTo((6 - 4) / 4, 9);
    expect(goals).toBeCloseTo((4 - 2) / 4, 9);
    expect(homeWins).toBeCloseTo((1 - 0.5) / 4, 9);
  });

  it("after one match tends a thirty-first of the way", () => {
    // on day 1 his one match is the only one; on day 8 a second match was led by another
    expect(under("R", 2)).toEqual([1, 0, 0, 0]);
    const [matches, cards] = under("R", 9) as [number, number];
    expect(matches).toBe(1);
    expect(cards).toBeCloseTo((6 - 4) / 31, 9);
  });

  it("who is new or not named tends nowhere", () => {
    expect(under("N")).toEqual([0, 0, 0, 0]);
    expect(under(null)).toEqual([0, 0, 0, 0]);
  });

  it("is another in another competition", () => {
    const value = featuresOf(history, toCome(200, { competition: "M", referee: "R" }));
    expect(value("match.referee.matches")).toBe(0);
  });
});
