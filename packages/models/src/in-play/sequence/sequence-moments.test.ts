import { describe, expect, test } from "vitest";
import { inPlayParameters } from "../artefact.ts";
import type { Happening, PlayedMatch } from "../played-match.ts";
import { sequenceMoments } from "./sequence-moments.ts";

const happening = (kind: Happening["kind"], period: 1 | 2, minute: number, side: "home" | "away"): Happening => ({
  ...{ kind, period, second: 60 * minute + 30, side, expectedGoals: kind === "shot" ? 0.1 : 0 },
});
const played = (happenings: readonly Happening[]): PlayedMatch => ({
  ...{ provider: "wyscout", belief: { home: 1.5, away: 1.1, dependence: 0, variance: 0 }, happenings },
  ...{ tellsDismissals: true, tellsShots: true, tellsHalves: true },
});
const momentsOf = (...happenings: Happening[]) => sequenceMoments(inPlayParameters, played(happenings));

describe("moments to learn the run of play from", () => {
  test("come every five minutes from the first shot on, with the goals that were to come", () => {
    const moments = momentsOf(
      happening("shot", 1, 12, "home"),
      happening("goal", 1, 12, "home"),
      happening("goal", 2, 30, "away"),
    );
    // 15 to 45 in the first half; of the second its beginning is minute 46 of 92
    expect(moments).toHaveLength(7 + 9);
    expect(moments.map(({ scored }) => scored.home)).toEqual(moments.map(() => 0));
    expect(moments.map(({ scored }) => scored.away)).toEqual(moments.map((_, at) => (at < 13 ? 1 : 0)));
    const gates = moments.map(({ gate }) => gate);
    expect(gates).toEqual(gates.toSorted((a, b) => a - b));
  });

  test("expect what rates in play do along the score and the men as they came to be", () => {
    const shot = happening("shot", 1, 2, "home");
    const [level, behind, short] = [
      momentsOf(shot),
      momentsOf(shot, happening("goal", 2, 1, "home")),
      momentsOf(shot, happening("dismissal", 2, 1, "away")),
    ].map(([first]) => first?.expected ?? { home: 0, away: 0 }) as [Sides, Sides, Sides];
    expect(behind.away).toBeGreaterThan(level.away);
    expect(short.away).toBeLessThan(0.9 * level.away);
    expect(short.home).toBeGreaterThan(1.1 * level.home);
  });

  test("are none of a match whose shots nobody told", () => {
    expect(momentsOf(happening("goal", 1, 3, "home"))).toEqual([]);
  });
});

type Sides = { readonly home: number; readonly away: number };
