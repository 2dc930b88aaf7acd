import type { InPlayParameters } from "@touchline/models";

type Effects = InPlayParameters["effects"];

const labels: Readonly<Record<keyof Effects, string>> = {
  behindBy1: "behind by 1",
  behindBy2: "behind by 2",
  behindBy3: "behind by 3 or more",
  aheadBy1: "ahead by 1",
  aheadBy2: "ahead by 2",
  aheadBy3: "ahead by 3 or more",
  behindBy1Late: "behind by 1 from 75, on top",
  manMore: "each man more",
  manLess: "each man less",
  ownShots: "own shots (exponent)",
  otherShots: "the other side's shots",
  ownExpectedGoals: "own expected goals",
  otherExpectedGoals: "the other side's",
  afterGoal: "three minutes after a goal",
};

const row = 22;
const top = 30;
const left = 210;
const width = 720;
/** Log effects at the ends of the axis. */
const most = 0.8;

/** Effects on the log of a side's rate of goals as an SVG: a dot each, with a bar of 95 %. */
export function effectsPlot(effects: Effects): string {
  const names = Object.keys(labels) as (keyof Effects)[];
  const height = top + names.length * row + 34;
  const x = (value: number) =>
    (left + ((Math.max(-most, Math.min(most, value)) + most) / (2 * most)) * (width - left - 20)).toFixed(1);
  const bottom = top + names.length * row;
  const grid = [-0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8].map(
    (at) =>
      `<line x1="${x(at)}" x2="${x(at)}" y1="${top - 6}" y2="${bottom}" stroke="${at === 0 ? "#444" : "#ddd"}"/>` +
      `<text x="${x(at)}" y="${bottom + 16}" text-anchor="middle">${at === 0 ? "0" : at.toFixed(1).replace("-", "−")}</text>`,
  );
  const marks = names.map((name, i) => {
    const { value, error } = effects[name];
    const y = top + i * row + row / 2;
    return (
      `<text x="${left - 12}" y="${y + 4}" text-anchor="end">${labels[name]}</text>` +
      `<line x1="${x(value - 1.96 * error)}" x2="${x(value + 1.96 * error)}" y1="${y}" y2="${y}" stroke="#2563eb" stroke-width="2"/>` +
      `<circle cx="${x(value)}" cy="${y}" r="4" fill="#2563eb"/>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222">`,
    "<title>Effects on a side's rate of goals while a match is played</title>",
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="16" font-weight="600">Log effect on a side's rate of goals, with 95 % intervals</text>`,
    ...grid,
    ...marks,
    "</svg>",
    "",
  ].join("\n");
}
