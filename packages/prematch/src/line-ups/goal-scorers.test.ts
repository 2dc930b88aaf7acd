import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goalScorers } from "./goal-scorers.ts";
import { knownEleven } from "./known-eleven.ts";
import { elevenWithout, fixtureWith, linedUp, lineUpOf, said, squadOf, squadsOf } from "./squad.fixture.ts";

const first = "p/A:FORWARD:1";
const second = "p/A:FORWARD:2";
const day = 100;
/** The first forward has scored in each of ten matches, the second in none. */
const squads = squadsOf(
  Array.from({ length: 10 }, (_, i) => linedUp({ day: 7 * i, homeGoals: 1, scorers: new Map([[first, 1]]) })),
);
const eleven = (known: Parameters<typeof fixtureWith>[1]) => knownEleven(squads, fixtureWith(day, known), "home");
const announced = eleven({ lineUps: [lineUpOf(day, "HOME", elevenWithout("A"))] });

describe("goal scorers", () => {
  it("share the goals that are expected of their team to the last", () => {
    const out = fc.uniqueArray(fc.constantFrom(...squadOf("A")), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(out, fc.double({ min: 0.05, max: 6, noNaN: true }), fc.boolean(), (absent, rate, isAnnounced) => {
        const known = isAnnounced ? announced : eleven({ availability: absent.map((key) => said(day, key, "OUT")) });
        const scorers = goalScorers(squads, "A", day, known, rate);
        const sum = scorers.reduce((all, { expectedGoals }) => all + expectedGoals, 0);
        expect(sum).toBeCloseTo(rate, 12);
        for (const { player, scores, share } of scorers) {
          expect(scores).toBeCloseTo(1 - Math.exp(-share * rate), 12);
          if (!isAnnounced) expect(absent).not.toContain(player);
        }
      }),
    );
  });

  it("are named first who have scored, and forwards before the defenders behind them", () => {
    const named = goalScorers(squads, "A", day, announced, 1.5).flatMap(({ player }) => player ?? []);
    expect(named.slice(0, 2)).toEqual([first, second]);
    expect(named.at(-1)).toBe("p/A:GOALKEEPER:1");
    expect(named).toHaveLength(11);
  });

  it("score by what they did before the day alone", () => {
    const later = squadsOf([linedUp({ day, scorers: new Map([[second, 5]]) })]);
    for (let i = 0; i < 10; i++) later.put(linedUp({ day: 7 * i, homeGoals: 1, scorers: new Map([[first, 1]]) }));
    expect(goalScorers(later, "A", day, announced, 1.5)).toEqual(goalScorers(squads, "A", day, announced, 1.5));
    expect(goalScorers(later, "A", day + 1, announced, 1.5)).not.toEqual(goalScorers(squads, "A", day, announced, 1.5));
  });

  it("are nobody where nobody is known to play", () => {
    expect(goalScorers(squads, "A", day, eleven({}), 1.5)).toEqual([]);
  });
});
