import { describe, expect, it } from "vitest";
import { fitPlusMinus, type PlayerRating } from "./plus-minus.ts";
import { linedUp, someWeeks, squadOf } from "./squad.fixture.ts";
import type { LinedUpMatch } from "./stints.ts";

const weeks = someWeeks();
const day = 200;
const rating = (matches: readonly LinedUpMatch[], player: string, asOf = day) =>
  fitPlusMinus(matches, asOf).rating(player) as PlayerRating;

describe("plus-minus", () => {
  it.each(["A", "B", "C", "D"])("finds who %s scores less without, and who it lets in more without", (team) => {
    const all = squadOf(team).flatMap((player) => {
      const found = fitPlusMinus(weeks, day).rating(player);
      return found === undefined ? [] : [{ player, ...found }];
    });
    const best = (of: "attack" | "defence", sign: number) =>
      all.reduce((a, b) => (sign * b[of] > sign * a[of] ? b : a)).player;
    expect(best("attack", 1)).toBe(`p/${team}:FORWARD:1`);
    expect(best("defence", -1)).toBe(`p/${team}:DEFENDER:1`);
  });

  it("thinks worse of the attack of all who played when they score less", () => {
    const more = linedUp({ day: 150, homeGoals: 4, awayGoals: 0 });
    const less = linedUp({ day: 150, homeGoals: 0, awayGoals: 0 });
    for (const player of more.stints[0]?.home.players ?? []) {
      expect(rating([...weeks, less], player).attack).toBeLessThan(rating([...weeks, more], player).attack);
    }
    for (const player of more.stints[0]?.away.players ?? []) {
      expect(rating([...weeks, less], player).defence).toBeLessThan(rating([...weeks, more], player).defence);
    }
  });

  it("is the same of a match in one piece or in two alike, and knows nobody who has not played", () => {
    const halves = weeks.map((match) => ({
      ...match,
      stints: match.stints.flatMap((stint) => {
        const { minutes, home, away } = stint;
        const half = (side: typeof home) => ({ ...side, goals: side.goals / 2 });
        return [1, 2].map(() => ({ minutes: minutes / 2, home: half(home), away: half(away) }));
      }),
    }));
    for (const player of squadOf("A").filter((key) => !key.endsWith("6"))) {
      const whole = fitPlusMinus(weeks, day).rating(player);
      const parted = fitPlusMinus(halves, day).rating(player);
      expect(parted?.attack ?? 0).toBeCloseTo(whole?.attack ?? 0, 9);
      expect(parted?.defence ?? 0).toBeCloseTo(whole?.defence ?? 0, 9);
    }
    expect(fitPlusMinus(weeks, day).rating("p/A:FORWARD:9")).toBeUndefined();
  });

  it("counts no match of its day or later", () => {
    const later = linedUp({ day: 60, homeGoals: 9 });
    const known = weeks.filter((match) => match.day < 60);
    expect(rating([...known, later], "p/A:FORWARD:2", 60)).toEqual(rating(known, "p/A:FORWARD:2", 60));
    expect(rating([...known, later], "p/A:FORWARD:2", 61)).not.toEqual(rating(known, "p/A:FORWARD:2", 61));
  });
});
