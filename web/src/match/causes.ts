import type { PredictionPoint, ThreeWay } from "@touchline/client";

/**
 * Points that something caused which a reader asks the reason of: neither the passing of time, nor what was said before kick-off and moved nothing, such
 * as prices that the model does not look at.
 */
export function eventPoints(points: readonly PredictionPoint[]): PredictionPoint[] {
  return points.filter(({ cause, change }) => {
    const isSaid = cause.statement !== null && cause.period === 0;
    return cause.type !== "CLOCK" && !(isSaid && change !== null && most(change) === 0);
  });
}

/** The latest of them that moved a chance by a point or more; undefined where none did. */
export function lastBigMove(points: readonly PredictionPoint[]): PredictionPoint | undefined {
  return points.findLast(({ cause, change }) => cause.type !== "CLOCK" && change !== null && most(change) >= bigMove);
}

const bigMove = 0.01;

function most({ home, draw, away }: ThreeWay): number {
  return Math.max(Math.abs(home), Math.abs(draw), Math.abs(away));
}
