import type { PredictionPoint } from "@touchline/client";
import { expect, it } from "vitest";
import { standAt, stands, stepArea, stepLine } from "./chart-paths.ts";
import { timeline } from "./timeline.ts";

const point = (period: number, second: number, home: number, draw: number) =>
  ({ period, second, matchResult: { home, draw, away: 1 - home - draw } }) as PredictionPoint;
const points = [point(0, 0, 0.5, 0.25), point(1, 1350, 0.75, 0.25), point(1, 900, 0.5, 0.5)];
const all = stands(points, timeline(points, 914));

it("holds a chance until the next prediction", () => {
  expect(stepLine(all.slice(0, 2), "home", 100)).toBe("M0.0 50.0H225.0V25.0");
});

it("does not turn back for an event that was told late", () => {
  expect(all.map(({ x }) => x)).toEqual([0, 225, 225]);
});

it("closes the home area along the bottom and the away area along the top", () => {
  expect(stepArea(all.slice(0, 2), "home", "below", 100)).toBe("M0.0 50.0H225.0V25.0V100H0.0Z");
  expect(stepArea(all.slice(0, 2), "draw", "above", 100)).toBe("M0.0 25.0H225.0V0.0V0H0.0Z");
  expect(stepArea([], "home", "below", 100)).toBe("");
});

it("finds what holds at a place", () => {
  expect(standAt(all, 100)).toBe(0);
  expect(standAt(all, 225)).toBe(2);
});
