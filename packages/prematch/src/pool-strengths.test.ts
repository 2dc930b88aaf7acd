import fc from "fast-check";
import { expect, it } from "vitest";
import { played } from "./history.fixture.ts";
import { PoolStrengths } from "./pool-strengths.ts";

const teams = ["A", "B", "C", "D", "E"];
const aMatch = fc.record({
  teams: fc.shuffledSubarray(teams, { minLength: 2, maxLength: 2 }),
  homeGoals: fc.nat(5),
  awayGoals: fc.nat(5),
  days: fc.nat(9),
});
type AMatch = { teams: string[]; homeGoals: number; awayGoals: number; days: number };

/** Matches some days apart, one place each. */
function strengthsOf(matches: readonly AMatch[]): PoolStrengths {
  const strengths = new PoolStrengths(7);
  let day = 0;
  matches.forEach(({ teams: [home = "", away = ""], homeGoals, awayGoals, days }, place) => {
    day += 1 + days;
    strengths.add(place, played({ day, home, away, homeGoals, awayGoals }));
    strengths.endDay(place, day);
  });
  return strengths;
}

const seenAt = (strengths: PoolStrengths, place: number) => [
  strengths.before(place),
  ...teams.map((team) => strengths.side(place, team)),
];

it("strengths are the same whatever was asked first, made ahead, or cut off behind", () => {
  fc.assert(
    fc.property(
      fc.array(aMatch, { minLength: 1, maxLength: 60 }),
      fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }),
      fc.nat(12),
      (matches, places, ahead) => {
        const [asked, other] = [strengthsOf(matches), strengthsOf(matches)];
        other.workAhead(ahead);
        const last = matches.length;
        for (const place of [...places, last]) {
          const upTo = strengthsOf(matches.slice(0, place));
          expect(seenAt(asked, place)).toEqual(seenAt(upTo, place));
        }
        for (const place of [last, ...places].sort((a, b) => b - a)) {
          other.cut(place);
          expect(seenAt(other, place)).toEqual(seenAt(asked, place));
        }
      },
    ),
    { numRuns: 100 },
  );
});

it("making fits ahead ends when all that are due are made", () => {
  const strengths = strengthsOf(
    Array.from({ length: 20 }, (_, i) => ({ teams: ["A", "B"], homeGoals: i % 3, awayGoals: 1, days: 6 })),
  );
  const made = Array.from({ length: 5 }, () => strengths.workAhead(5));
  expect(made).toEqual([true, true, true, false, false]);
});
