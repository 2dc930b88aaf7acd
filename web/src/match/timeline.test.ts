import { describe, expect, it } from "vitest";
import { timeline } from "./timeline.ts";

describe("the time axis of a match", () => {
  it("shows both halves from the start, with a gap for half-time", () => {
    const { segments, ticks } = timeline([], 914);
    expect(segments.map(({ x, width }) => [x, width])).toEqual([
      [0, 450],
      [464, 450],
    ]);
    expect(ticks.map(({ label }) => label)).toEqual(["0'", "15'", "30'", "45'", "60'", "75'", "90'"]);
  });

  it("makes room for stoppage and keeps it apart from the half", () => {
    const [first, second] = timeline([{ period: 1, second: 50 * 60 }], 964).segments;
    expect(first?.minutes).toBe(50);
    expect(first?.stoppageX).toBeCloseTo(450);
    expect(second?.x).toBeCloseTo(514);
  });

  it("adds extra time once it is played", () => {
    expect(timeline([{ period: 3, second: 10 }], 1000).segments).toHaveLength(3);
  });

  it("never goes back in the order of play", () => {
    const moments = [0, 1, 2, 3, 4].flatMap((period) => [0, 60, 1500, 2900].map((second) => ({ period, second })));
    const { x } = timeline(moments, 800);
    const xs = moments.map(x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(x({ period: 5, second: 0 })).toBe(800);
  });
});
