import { expect, test } from "vitest";
import { curvesPlot } from "./curves-plot.ts";

test("the plot has a panel a member, the least loss at the bottom and the last round at the right", () => {
  const points = [
    { round: 0, training: 1.1, validation: 1.1 },
    { round: 1, training: 1, validation: 1.05 },
    { round: 2, training: 0.9, validation: 1.06 },
  ];
  const svg = curvesPlot([
    { member: "vote", points },
    { member: "network", points: points.map((point) => ({ ...point, validation: null })) },
  ]);
  const lines = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, at = ""]) => at.split(" ").filter(Boolean));
  expect(lines.map((line) => line.length)).toEqual([3, 3, 3, 0]);
  expect(lines[0]).toEqual(["64.0,34.0", "384.0,104.0", "704.0,174.0"]);
  expect(svg).toContain("vote");
  expect(svg).toContain(">0.9000<");
});
