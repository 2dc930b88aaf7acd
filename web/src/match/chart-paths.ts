import type { PredictionPoint } from "@touchline/client";
import type { Timeline } from "./timeline.ts";

/** A point of the chart: pixels from the left, and the two boundaries between the three chances, in 0..1 from the bottom. */
export interface Stand {
  readonly x: number;
  /** Chance of a home win: upper edge of the home area. */
  readonly home: number;
  /** That and a draw: lower edge of the away area. */
  readonly draw: number;
  readonly point: PredictionPoint;
}

/** Points in the order of play; of those at the same moment in time all are kept, the last one stays. */
export function stands(points: readonly PredictionPoint[], timeline: Timeline): Stand[] {
  let furthest = 0;
  return points.map((point) => {
    // A correction of an earlier event does not turn the match's clock back.
    furthest = Math.max(furthest, timeline.x(point));
    const { home, draw } = point.matchResult;
    return { x: furthest, home, draw: home + draw, point };
  });
}

/** A chance holds until the next prediction, so the line runs in steps. y in 0..1 from the bottom, `height` in pixels. */
export function stepLine(all: readonly Stand[], edge: "home" | "draw", height: number): string {
  const y = (stand: Stand) => ((1 - stand[edge]) * height).toFixed(1);
  return all
    .map((stand, i) => (i === 0 ? `M${stand.x.toFixed(1)} ${y(stand)}` : `H${stand.x.toFixed(1)}V${y(stand)}`))
    .join("");
}

/** The area below a step line down to the bottom, or above it up to the top. */
export function stepArea(
  all: readonly Stand[],
  edge: "home" | "draw",
  side: "below" | "above",
  height: number,
): string {
  const first = all[0];
  const last = all.at(-1);
  if (first === undefined || last === undefined) return "";
  const base = side === "below" ? height : 0;
  return `${stepLine(all, edge, height)}V${base}H${first.x.toFixed(1)}Z`;
}

/** Index of the stand that holds at x: the last one not right of it. */
export function standAt(all: readonly Stand[], x: number): number {
  let found = 0;
  for (let i = 0; i < all.length; i++) if ((all[i]?.x ?? 0) <= x) found = i;
  return found;
}
