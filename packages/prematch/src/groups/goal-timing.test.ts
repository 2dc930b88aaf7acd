import type { GoalTime } from "@touchline/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matches } from "../history.arbitrary.ts";
import { featuresOf, historyOf, played, toCome } from "../history.fixture.ts";

const at = (side: "HOME" | "AWAY", ...minutes: number[]): GoalTime[] => minutes.map((minute) => ({ side, minute }));

describe("goal timing", () => {
  it("counts goals of both sides by quarter of an hour and by half, with thirty usual goals added", () => {
    const value = featuresOf(
      historyOf([
        played({
          ...{ day: 1, homeGoals: 2, awayGoals: 1, halfTime: { home: 1, away: 1 } },
          goalTimes: [...at("HOME", 15, 90), ...at("AWAY", 16)],
        }),
        played({
          ...{ day: 8, home: "C", away: "A", homeGoals: 0, awayGoals: 3, halfTime: { home: 0, away: 2 } },
          goalTimes: at("AWAY", 45, 31, 105),
        }),
        // nobody tells when these two fell
        played({ day: 15, homeGoals: 2 }),
      ]),
      toCome(22),
    );
    const usual = [12.5, 14.2, 17, 16.4, 17.1, 22.9].map((share) => share / 100.1);
    [1, 0, 2, 0, 0, 2].forEach((goals, i) => {
      expect(value(`home.timing.quarter${i + 1}For`)).toBeCloseTo((goals + 30 * (usual[i] as number)) / 35, 9);
    });
    [0, 1, 0, 0, 0, 0].forEach((goals, i) => {
      expect(value(`home.timing.quarter${i + 1}Against`)).toBeCloseTo((goals + 30 * (usual[i] as number)) / 31, 9);
    });
    expect(value("home.timing.firstHalfFor")).toBeCloseTo((3 + 30 * 0.439) / 35, 9);
    expect(value("home.timing.firstHalfAgainst")).toBeCloseTo((1 + 30 * 0.439) / 31, 9);
    expect(value("away.timing.quarter1Against")).toBeCloseTo((1 + 30 * (usual[0] as number)) / 32, 9);
  });

  it("has shares that sum to one, whatever was played", () => {
    fc.assert(
      fc.property(matches({ maxLength: 30 }), (all) => {
        const value = featuresOf(historyOf(all), toCome(1_000));
        for (const side of ["home", "away"]) {
          for (const view of ["For", "Against"]) {
            const shares = [1, 2, 3, 4, 5, 6].map((quarter) => value(`${side}.timing.quarter${quarter}${view}`));
            expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
