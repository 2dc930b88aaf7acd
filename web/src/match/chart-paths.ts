import type { PredictionPoint } from "@touchline/client";
import type { Timeline } from "./timeline.ts";

/** A point of a chart, in pixels from the left. */
export interface Stand {
  readonly x: number;
  readonly point: PredictionPoint;
}

/** A chance or a number of goals that a line shows, of a point; null where the point does not tell it. */
export type Reading = (point: PredictionPoint) => number | null;

/** Points in the order of play; of those at the same moment in time all are kept, the last one stays. */
export function stands(points: readonly PredictionPoint[], timeline: Timeline): Stand[] {
  let furthest = 0;
  return points.map((point) => {
    // A correction of an earlier event does not turn the match's clock back.
    furthest = Math.max(furthest, timeline.x(point));
    return { x: furthest, point };
  });
}

/** What is read holds until the next prediction, so the line runs in steps. `y`: pixels from the top of a value. */
export function stepLine(all: readonly Stand[], read: Reading, y: (value: number) => number): string {
  let path = "";
  for (const { x, point } of all) {
    const value = read(point);
    if (value === null) continue;
    const at = y(value).toFixed(1);
    path += path === "" ? `M${x.toFixed(1)} ${at}` : `H${x.toFixed(1)}V${at}`;
  }
  return path;
}

/** The area between two step lines, where both are told; a piece for each stretch of points that tell them. */
export function stepBand(all: readonly Stand[], low: Reading, high: Reading, y: (value: number) => number): string {
  let path = "";
  let piece: { x: number; low: string; high: string }[] = [];
  const close = (x: number) => {
    if (piece.length > 0) path += pieceOf(piece, x.toFixed(1));
    piece = [];
  };
  for (const { x, point } of all) {
    const [from, to] = [low(point), high(point)];
    if (from === null || to === null) close(x);
    else piece.push({ x, low: y(from).toFixed(1), high: y(to).toFixed(1) });
  }
  close(all.at(-1)?.x ?? 0);
  return path;
}

/** Along the upper line, and back along the lower one. */
function pieceOf(piece: readonly { x: number; low: string; high: string }[], end: string): string {
  const there = piece.map(({ x, high }, i) => (i === 0 ? `M${x.toFixed(1)} ${high}` : `H${x.toFixed(1)}V${high}`));
  const back = piece.map(({ low, x }) => `V${low}H${x.toFixed(1)}`).reverse();
  return `${there.join("")}H${end}${back.join("")}Z`;
}

/** Index of the stand that holds at x: the last one not right of it. */
export function standAt(all: readonly Stand[], x: number): number {
  let found = 0;
  for (let i = 0; i < all.length; i++) if ((all[i]?.x ?? 0) <= x) found = i;
  return found;
}

/**
 * Moves places apart so that neighbours are `gap` from each other, in 0..max, as little as that takes in all; where there is no room
 * for that they come closer. Of those that are in each other's way the weightier moves less. `places` in any order; answers in theirs.
 */
export function spread(places: readonly number[], gap: number, max: number, weights?: readonly number[]): number[] {
  const order = places.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const step = Math.min(gap, max / Math.max(1, places.length - 1));
  // With the gaps taken out places have but to rise: neighbours that fall are pooled at their mean (isotonic regression).
  const pools: { sum: number; weight: number; count: number }[] = [];
  for (const [rank, i] of order.entries()) {
    const weight = weights?.[i] ?? 1;
    let pool = { sum: weight * ((places[i] ?? 0) - rank * step), weight, count: 1 };
    for (
      let before = pools.at(-1);
      before && before.sum / before.weight > pool.sum / pool.weight;
      before = pools.at(-1)
    ) {
      pool = { sum: before.sum + pool.sum, weight: before.weight + pool.weight, count: before.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const most = max - (places.length - 1) * step;
  const moved = [...places];
  let rank = 0;
  for (const { sum, weight, count } of pools) {
    const base = Math.max(0, Math.min(sum / weight, most));
    for (let left = count; left > 0; left--, rank++) moved[order[rank] ?? 0] = base + rank * step;
  }
  return moved;
}
