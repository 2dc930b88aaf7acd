import type { Counts, GoalTime } from "@touchline/schemas";
import fc from "fast-check";
import type { Played } from "./played.ts";

const teams = ["A", "B", "C", "D", "E", "F"] as const;
const told = (max: number) => fc.option(fc.integer({ min: 0, max }), { freq: 3 });

const counts: fc.Arbitrary<Counts> = fc.record({
  shots: told(30),
  shotsOnTarget: told(12),
  corners: told(15),
  fouls: told(25),
  yellowCards: told(6),
  redCards: told(2),
});

const price = fc.double({ min: 1.01, max: 30, noNaN: true });
const over = fc.option(fc.double({ min: 1.1, max: 8, noNaN: true }));

const sketch = fc.record({
  day: fc.integer({ min: 0, max: 900 }),
  competition: fc.constantFrom("L", "E1"),
  home: fc.constantFrom(...teams),
  opponent: fc.integer({ min: 1, max: teams.length - 1 }),
  neutral: fc.boolean(),
  homeGoals: fc.integer({ min: 0, max: 7 }),
  awayGoals: fc.integer({ min: 0, max: 7 }),
  half: fc.option(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))),
  homeCounts: counts,
  awayCounts: counts,
  referee: fc.option(fc.constantFrom("R", "S")),
  closing: fc.option(fc.record({ book: fc.constant("B"), home: price, draw: price, away: price, over, under: over })),
  minutes: fc.option(fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 14, maxLength: 14 })),
});

/** A match of six teams over two and a half years in two competitions, whose statistics are told or not. */
export const aPlayed: fc.Arbitrary<Played> = sketch.map(({ opponent, half, minutes, ...said }) => {
  const { day, home, homeGoals, awayGoals } = said;
  const away = teams[(teams.indexOf(home) + opponent) % teams.length] as string;
  return {
    ...said,
    id: `${String(day).padStart(6, "0")}/${home}/${away}`,
    season: String(Math.floor(day / 365)),
    away,
    halfTime: half && { home: Math.floor(half[0] * homeGoals), away: Math.floor(half[1] * awayGoals) },
    goalTimes:
      minutes?.slice(0, homeGoals + awayGoals).map((minute, i): GoalTime => {
        return { side: i < homeGoals ? "HOME" : "AWAY", minute };
      }) ?? null,
  };
});

/** Matches of different identity in no order, no team twice on a day. */
export function matches(constraints: { minLength?: number; maxLength: number }): fc.Arbitrary<Played[]> {
  return fc.array(aPlayed, constraints).map((all) => {
    const busy = new Set<string>();
    return all.filter(({ day, home, away }) => {
      const keys = [`${day}/${home}`, `${day}/${away}`];
      if (keys.some((key) => busy.has(key))) return false;
      for (const key of keys) busy.add(key);
      return true;
    });
  });
}
