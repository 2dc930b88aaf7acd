import { describe, expect, test } from "vitest";
import { fitInPlay } from "./fit-in-play.ts";
import type { Happening, PlayedMatch } from "./played-match.ts";

/** Share of the goals of level play in each minute of either half, stoppage as one. */
const perMinute = [0.0095, 0.0115] as const;
const behind = Math.exp(0.5);
const menMore = Math.exp(0.4);
const ownShots = 0.6;

describe("what rates of goals depend on", () => {
  const fit = fitInPlay(simulated(3_000));

  test("is found again in matches that were played by it, within its own errors", () => {
    const { behindBy1, aheadBy1, manMore, ownShots: shots, otherShots } = fit.effects;
    expect(Math.abs(behindBy1.value - Math.log(behind))).toBeLessThan(3 * behindBy1.error);
    expect(Math.abs(aheadBy1.value)).toBeLessThan(3 * aheadBy1.error);
    expect(Math.abs(manMore.value - Math.log(menMore))).toBeLessThan(3 * manMore.error);
    expect(Math.abs(shots.value - ownShots)).toBeLessThan(3 * shots.error);
    expect(Math.abs(otherShots.value)).toBeLessThan(3 * otherShots.error);
    expect([behindBy1, manMore, shots].every(({ error }) => error > 0.005 && error < 0.2)).toBe(true);
  });

  test("comes with the share of goals of each part of the match", () => {
    for (const [part, share] of [15 * perMinute[0], 15 * perMinute[0]].entries()) {
      const off = Math.log((fit.parts[part] as number) / share);
      expect(Math.abs(off)).toBeLessThan(3 * (fit.fit.partErrors[part] as number));
    }
    const later = (fit.parts[5] as number) / (fit.parts[1] as number);
    expect(later).toBeGreaterThan(1.05);
    expect(later).toBeLessThan(1.4);
  });

  test("is the same for the same matches", () => {
    expect(fitInPlay(simulated(200))).toEqual(fitInPlay(simulated(200)));
  });
});

/** Matches by those rules: a dismissal in some, twelve shots expected of a side whose number is even over the match. */
function simulated(count: number): PlayedMatch[] {
  const random = randomNumbers(7);
  return Array.from({ length: count }, (_, index): PlayedMatch => {
    const belief = { home: 1 + random(), away: 0.7 + random(), dependence: 0, variance: 0 };
    const sentOff = index % 4 === 0 ? { half: 1, minute: Math.floor(random() * 45) } : null;
    const form = { home: Math.exp(0.5 * (random() - 0.5)), away: Math.exp(0.5 * (random() - 0.5)) };
    const happenings: Happening[] = [];
    const goals = { home: 0, away: 0 };
    const shots = { home: 0, away: 0 };
    let more = 0;
    for (let half = 0; half < 2; half++) {
      for (let minute = 0; minute <= 45; minute++) {
        const shotsBefore = (12 * (45 * half + minute)) / 90;
        const now = { ...goals };
        const shotsNow = { ...shots };
        for (const side of ["home", "away"] as const) {
          const other = side === "home" ? "away" : "home";
          const lead = now[side] - now[other];
          const effect =
            (lead === -1 ? behind : 1) *
            (side === "home" ? menMore ** more : 1) *
            (shotsNow.home + shotsNow.away > 0 ? ((20 + shotsNow[side]) / (20 + shotsBefore)) ** ownShots : 1);
          const at = { period: (half + 1) as 1 | 2, second: 60 * minute + 30, side, expectedGoals: 0 };
          if (random() < belief[side] * (perMinute[half] as number) * effect) {
            goals[side]++;
            happenings.push({ ...at, kind: "goal" });
          }
          if (random() < (12 * form[side]) / 90) {
            shots[side]++;
            happenings.push({ ...at, kind: "shot" });
          }
        }
        if (sentOff?.half === half && sentOff.minute === minute) {
          more = 1;
          happenings.push({ period: 2, second: 60 * minute + 30, side: "away", expectedGoals: 0, kind: "dismissal" });
        }
      }
    }
    return { provider: "made", belief, happenings, tellsDismissals: true, tellsShots: true, tellsHalves: true };
  });
}

/** Park and Miller's generator. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
