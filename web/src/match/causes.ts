import type { PredictionPoint, ThreeWay } from "@touchline/client";

/** Points that an event caused rather than the passing of time: what a reader asks the reason of. */
export function eventPoints(points: readonly PredictionPoint[]): PredictionPoint[] {
  return points.filter(({ cause }) => cause.type !== "CLOCK");
}

/** The latest of them that moved a chance by a point or more; undefined where none did. */
export function lastBigMove(points: readonly PredictionPoint[]): PredictionPoint | undefined {
  return points.findLast(({ cause, change }) => cause.type !== "CLOCK" && change !== null && most(change) >= bigMove);
}

const bigMove = 0.01;

function most({ home, draw, away }: ThreeWay): number {
  return Math.max(Math.abs(home), Math.abs(draw), Math.abs(away));
}
