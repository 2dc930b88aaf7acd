import { describe, expect, it } from "vitest";
import { doubleRound, historyOf, played } from "./history.fixture.ts";
import { lastDayBefore } from "./played.ts";
import { seasonSoFar } from "./season-so-far.ts";

const dayMs = 86_400_000;
const noon = (day: number) => (day + 0.5) * dayMs;
/** Twelve matches, one a day from day 400 on. */
const matches = doubleRound(["A", "B", "C", "D"], 400, "2");
const history = historyOf([...doubleRound(["A", "B", "C", "E"], 0, "1"), ...matches]);

describe("a season so far", () => {
  it("as of a day has the matches before it, and all who take part", () => {
    const found = seasonSoFar(history, "L", { season: "2", asOf: noon(405) });
    expect(found?.played.map(({ day }) => day)).toEqual([400, 401, 402, 403, 404]);
    expect([found?.teams, found?.season, found?.at]).toEqual([["A", "B", "C", "D"], "2", noon(405)]);
  });

  it("has all that is known where nobody says as of when, and can be asked about what is left", () => {
    const found = seasonSoFar(history, "L");
    expect(found?.season).toBe("2");
    expect(found?.played).toHaveLength(12);
    expect(lastDayBefore(found?.at as number)).toBe(411);
  });

  it("is the one that had begun", () => {
    expect(seasonSoFar(history, "L", { asOf: noon(399) })?.season).toBe("1");
    expect(seasonSoFar(history, "L", { season: "3" })).toBeUndefined();
    expect(seasonSoFar(history, "M")).toBeUndefined();
  });

  it("has strengths as they were then: nothing that was played later changes them", () => {
    const asOf = noon(405);
    const early = historyOf([...doubleRound(["A", "B", "C", "E"], 0, "1"), ...matches.slice(0, 5)]);
    const later = historyOf([...matches.slice(5), played({ day: 420, season: "2", homeGoals: 9 })]);
    const { strengths } = seasonSoFar(history, "L", { season: "2", asOf }) ?? {};
    expect(strengths).toHaveLength(4);
    expect(seasonSoFar(early, "L", { season: "2", asOf })?.strengths.slice(0, 3)).toEqual(strengths?.slice(0, 3));
    expect(seasonSoFar(later, "L", { season: "2", asOf: noon(430) })?.strengths).not.toEqual(strengths);
  });
});
