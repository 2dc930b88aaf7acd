import { describe, expect, it } from "vitest";
import { featuresOf, historyOf, played, toCome } from "../history.fixture.ts";

function after(meetings: number, change = {}) {
  // A wins them all 3-0, at home and away in turn
  const matches = Array.from({ length: meetings }, (_, i) =>
    i % 2 === 0
      ? played({ day: 7 * i, home: "A", away: "B", homeGoals: 3 })
      : played({ day: 7 * i, home: "B", away: "A", awayGoals: 3 }),
  );
  const value = featuresOf(historyOf(matches), toCome(200, change));
  return [value("match.meetings"), value("match.meetings.goalDifference"), value("match.meetings.points")];
}

describe("earlier meetings", () => {
  it("weigh less than a fifth where there are five of them", () => {
    const [meetings, difference, points] = after(5) as [number, number, number];
    expect(meetings).toBe(5);
    expect(difference).toBeCloseTo((3 * 5) / 26, 9);
    expect(points).toBeCloseTo((0.5 * 5) / 26, 9);
    expect(difference / 3).toBeLessThan(0.2);
  });

  it("are seen from the home side, and turn with the venue", () => {
    const [, difference, points] = after(4) as [number, number, number];
    expect(after(4, { home: "B", away: "A" })).toEqual([4, -difference, -points]);
  });

  it("count up to ten, the last ones", () => {
    const [meetings, difference] = after(14) as [number, number];
    expect(meetings).toBe(10);
    expect(difference).toBeCloseTo(30 / 31, 9);
  });

  it("say nothing where there is none", () => {
    expect(after(0)).toEqual([0, 0, 0]);
    expect(after(5, { away: "C" })).toEqual([0, 0, 0]);
  });
});
