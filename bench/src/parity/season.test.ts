import type { Result } from "@touchline/schemas";
import { describe, expect, it } from "vitest";
import { matchIdOf, seasonOf } from "./season.ts";
import { shippedResults } from "./shipped-results.ts";

const results = shippedResults()
  .filter(({ competition }) => competition === "ENG-Premier League")
  .slice(-1_200);
const season = seasonOf(results, 900);
const byId = (told: Iterable<Result>) => new Map([...told].map((result) => [result.matchId, result] as const));

describe("a season to be lived through", () => {
  it("is made of the last matches, each in one part, with what was before", () => {
    expect(season.before).toEqual(results.slice(0, -900));
    expect(season.parts.flatMap(({ matches }) => matches)).toEqual(results.slice(-900));
    expect(season.parts.every(({ matches }) => matches.length > 150)).toBe(true);
  });

  it("tells each match's fixture once, days ahead, and its first whistle on its day", () => {
    const days = season.parts.flatMap((part) => part.days);
    const fixtures = days.flatMap((each) => each.fixtures.map((fixture) => [fixture.matchId, each.day] as const));
    const whistles = new Map(
      days.flatMap((each) => each.whistles.map(({ value }) => [value.matchId, each.day] as const)),
    );
    expect(fixtures.map(([id]) => id).sort()).toEqual(results.slice(-900).map(matchIdOf).sort());
    for (const [id, day] of fixtures) expect(whistles.get(id)).toBe(day + 3);
  });

  it("has told, whenever it says that results are complete, what is known in its part, and no more than a day late", () => {
    const told = byId(season.before);
    let late = 0;
    for (const part of season.parts) {
      for (const result of part.overdue) told.set(result.matchId, result);
      for (const { late: coming, onTime, completeTo } of part.days) {
        late += coming.length;
        for (const result of coming) told.set(result.matchId, result);
        const scores = (all: Iterable<Result>) =>
          [...all]
            .flatMap(({ kickOff, matchId, score }) => {
              return kickOff < completeTo ? [`${matchId} ${score.home}-${score.away}`] : [];
            })
            .sort();
        expect(scores(told.values())).toEqual(scores(part.known));
        for (const result of onTime) told.set(result.matchId, result);
      }
    }
    expect(late).toBeGreaterThan(100);
  });

  it("learns some results only when a part is over, missing or wrong until then", () => {
    for (const [part, { overdue }] of season.parts.entries()) {
      if (part === 0) continue;
      const before = byId(season.parts[part - 1]?.known ?? []);
      const wrong = overdue.filter(({ matchId, score }) => {
        const known = before.get(matchId)?.score;
        return known?.home !== score.home || known?.away !== score.away;
      });
      expect(overdue.length).toBeGreaterThan(2);
      expect(wrong).toEqual(overdue);
      const after = byId(season.parts[part]?.known ?? []);
      for (const { matchId, score } of overdue) expect(after.get(matchId)?.score).toEqual(score);
    }
  });
});
