import { inPlayParameters } from "@touchline/models";
import { expect, test } from "vitest";
import { effectsPlot } from "./effects-plot.ts";

test("the plot shows each effect with its interval, where it lies", () => {
  const svg = effectsPlot({
    ...inPlayParameters.effects,
    manMore: { value: 0, error: 0.1 },
    manLess: { value: -0.4, error: 0.1 },
  });
  expect(svg.match(/<circle/g)).toHaveLength(Object.keys(inPlayParameters.effects).length);
  const [zero, below] = ["each man more", "each man less"].map((label) => {
    const [, from, to, at] =
      new RegExp(`${label}</text><line x1="([\\d.]+)" x2="([\\d.]+)".*?cx="([\\d.]+)"`).exec(svg) ?? [];
    return { from: Number(from), to: Number(to), at: Number(at) };
  });
  expect(below?.at).toBeLessThan(zero?.at ?? 0);
  expect((zero?.from ?? 0) < (zero?.at ?? 0) && (zero?.at ?? 0) < (zero?.to ?? 0)).toBe(true);
  expect(zero?.at).toBeCloseTo((210 + 700) / 2, 1);
});
