import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deVig } from "./de-vig.ts";

const ways = ["proportional", "power", "shin"] as const;
const prices = fc.array(fc.double({ min: 1.02, max: 60, noNaN: true }), { minLength: 2, maxLength: 5 });

describe("prices without margin", () => {
  it.each(ways)("sum to 1 and keep their order, %s", (way) => {
    fc.assert(
      fc.property(prices, (quoted) => {
        const chances = deVig(quoted, way);
        expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        for (const [i, a] of quoted.entries())
          for (const [j, b] of quoted.entries())
            if (a < b) expect(chances[i]).toBeGreaterThanOrEqual(chances[j] as number);
      }),
    );
  });

  it.each(ways)("are the prices' own where there is no margin, %s", (way) => {
    expect(deVig([2, 4, 4], way).map((chance) => Math.round(chance * 1e9) / 1e9)).toEqual([0.5, 0.25, 0.25]);
  });

  it("give a long shot less by power and by Shin than in proportion", () => {
    const quoted = [1.3, 5.5, 11];
    const [plain, power, shin] = ways.map((way) => deVig(quoted, way)[2] as number) as [number, number, number];
    expect(power).toBeLessThan(plain);
    expect(shin).toBeLessThan(plain);
  });

  it("are refused where a price pays nothing", () => {
    expect(() => deVig([1, 2], "power")).toThrow(RangeError);
    expect(() => deVig([2], "power")).toThrow(RangeError);
  });
});
