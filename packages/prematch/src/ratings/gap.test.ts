import { describe, expect, it } from "vitest";
import { gapUpdate } from "./gap.ts";

const options = { lambda: 0.1, phiHome: 0.6, phiAway: 0.7 };

describe("GAP ratings", () => {
  it("share a surprise between the ratings of the venue and the others", () => {
    // columns: home attack, home defence, away attack, away defence; one other column before them
    const home = Float64Array.of(99, 12, 8, 10, 11);
    const away = Float64Array.of(99, 13, 9, 7, 14);
    // the home side was to make (12 + 14) / 2 = 13 and made 18; the away side (7 + 8) / 2 = 7.5 and made 5
    gapUpdate(home, away, 1, 18, 5, options);
    const expected = [
      [99, 12 + 0.6 * 0.5, 8 - 0.6 * 0.25, 10 + 0.4 * 0.5, 11 - 0.4 * 0.25],
      [99, 13 - 0.3 * 0.25, 9 + 0.3 * 0.5, 7 - 0.7 * 0.25, 14 + 0.7 * 0.5],
    ];
    [home, away].forEach((ratings, side) => {
      ratings.forEach((rating, i) => {
        expect(rating).toBeCloseTo(expected[side]?.[i] as number, 12);
      });
    });
  });

  it("never fall below nothing", () => {
    const home = Float64Array.of(0.1, 30, 0.1, 30);
    const away = Float64Array.of(0, 0, 30, 30);
    gapUpdate(home, away, 0, 0, 0, { ...options, lambda: 1 });
    expect(Math.min(...home, ...away)).toBe(0);
  });
});
