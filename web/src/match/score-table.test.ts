import { expect, it } from "vitest";
import { scoreTable } from "./score-table.ts";

it("reads a grid from the score as it stands", () => {
  const { rows, other } = scoreTable({
    home: 1,
    away: 0,
    size: 2,
    probabilities: [0.5, 0.125, 0.25, 0],
    beyond: 0.125,
  });
  expect(rows[0]?.[0]).toEqual({ home: 1, away: 0, outcome: "home", chance: 0.5, heat: 100, likeliest: true });
  expect(rows[0]?.[1]).toMatchObject({ home: 1, away: 1, outcome: "draw", heat: 50, likeliest: false });
  expect(rows[1]?.[1]).toMatchObject({ home: 2, away: 1, outcome: "home", heat: 0 });
  expect(other).toBe(0.125);
});

it("leaves out scores that hardly happen, and counts them with the others", () => {
  const size = 8;
  const probabilities = Array.from({ length: size * size }, () => 0.001);
  probabilities[0] = 0.8;
  probabilities[5] = 0.137;
  const { rows, other } = scoreTable({ home: 0, away: 0, size, probabilities, beyond: 0.001 });
  expect(rows).toHaveLength(4);
  expect(rows[0]).toHaveLength(6);
  expect(other).toBeCloseTo(1 - 0.937 - 22 * 0.001);
});
