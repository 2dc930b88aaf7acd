import type { PredictionPoint } from "@touchline/client";
import { changeWords } from "../words/cause.ts";

/** Points that an event caused rather than the passing of time: what a reader asks the reason of. */
export function eventPoints(points: readonly PredictionPoint[]): PredictionPoint[] {
  return points.filter(({ cause }) => cause.type !== "CLOCK");
}

/** The latest of them that moved a chance as far as can be shown; undefined where none did. */
export function lastMove(points: readonly PredictionPoint[]): PredictionPoint | undefined {
  return points.findLast(({ cause, change }) => cause.type !== "CLOCK" && changeWords(change) !== undefined);
}
