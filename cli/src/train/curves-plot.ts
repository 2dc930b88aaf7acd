/** How well a member foretold after each round of learning: mean loss a match, nats. */
export interface LearningCurve {
  readonly member: string;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly round: number;
  /** Of the matches that it learns from. */
  readonly training: number;
  /** Of those that come after, by which it ends; null where there are none. */
  readonly validation: number | null;
}

const width = 720;
const panel = { height: 200, left: 64, right: 16, top: 34, bottom: 26 } as const;
const colours = { training: "#64748b", validation: "#2563eb" } as const;

/** Learning curves as an SVG, one below the other. */
export function curvesPlot(curves: readonly LearningCurve[]): string {
  const height = Math.max(1, curves.length) * panel.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222">`,
    "<title>Learning curves</title>",
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...curves.map((curve, i) => `<g transform="translate(0 ${i * panel.height})">${panelOf(curve)}</g>`),
    "</svg>",
    "",
  ].join("\n");
}

function panelOf({ member, points }: LearningCurve): string {
  const losses = points.flatMap(({ training, validation }) =>
    validation === null ? [training] : [training, validation],
  );
  const [least, most] = [Math.min(...losses), Math.max(...losses)];
  const last = Math.max(1, ...points.map(({ round }) => round));
  const x = (round: number) => panel.left + (round / last) * (width - panel.left - panel.right);
  const bottom = panel.height - panel.bottom;
  const y = (loss: number) => bottom - ((loss - least) / (most - least || 1)) * (bottom - panel.top);
  const line = (of: "training" | "validation") => {
    const at = points.flatMap((point) => {
      const loss = point[of];
      return loss === null ? [] : [`${x(point.round).toFixed(1)},${y(loss).toFixed(1)}`];
    });
    return `<polyline points="${at.join(" ")}" fill="none" stroke="${colours[of]}" stroke-width="2"/>`;
  };
  return [
    `<text x="${panel.left}" y="18" font-weight="600">${member}: loss a match, nats, by round</text>`,
    `<text x="${width - panel.right}" y="18" text-anchor="end"><tspan fill="${colours.training}">learnt from</tspan> <tspan fill="${colours.validation}">later matches</tspan></text>`,
    `<line x1="${panel.left}" x2="${width - panel.right}" y1="${bottom}" y2="${bottom}" stroke="#ddd"/>`,
    `<text x="${panel.left - 8}" y="${panel.top + 4}" text-anchor="end">${most.toFixed(4)}</text>`,
    `<text x="${panel.left - 8}" y="${bottom + 4}" text-anchor="end">${least.toFixed(4)}</text>`,
    `<text x="${panel.left}" y="${panel.height - 8}">0</text>`,
    `<text x="${width - panel.right}" y="${panel.height - 8}" text-anchor="end">${last}</text>`,
    line("training"),
    line("validation"),
  ].join("");
}
