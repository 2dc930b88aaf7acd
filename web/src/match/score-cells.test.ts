import { expect, it } from "vitest";
import { scoreCells } from "./score-cells.ts";

it("reads a grid from the score as it stands", () => {
  const rows = scoreCells({ home: 1, away: 0, size: 2, probabilities: [0.5, 0.125, 0.25, 0], beyond: 0.125 });
  expect(rows[0]?.[0]).toEqual({ home: 1, away: 0, outcome: "home", chance: 0.5, heat: 100, likeliest: true });
  expect(rows[0]?.[1]).toMatchObject({ home: 1, away: 1, outcome: "draw", heat: 50, likeliest: false });
  expect(rows[1]?.[1]).toMatchObject({ home: 2, away: 1, outcome: "home", heat: 0 });
});
