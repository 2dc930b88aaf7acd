import type { PredictionPoint } from "@touchline/client";
import { expect, it } from "vitest";
import { eventPoints, lastBigMove } from "./causes.ts";

const point = (type: string, home: number | null) =>
  ({ cause: { type }, change: home === null ? null : { home, draw: -home, away: 0 } }) as PredictionPoint;

it("asks the reason of events, not of the clock", () => {
  const points = [point("GOAL", 0.3), point("CLOCK", 0.02), point("SHOT", 0.001)];
  expect(eventPoints(points).map(({ cause }) => cause.type)).toEqual(["GOAL", "SHOT"]);
  expect(lastBigMove(points)?.cause.type).toBe("GOAL");
});

it("finds no big change where nothing has moved much", () => {
  expect(lastBigMove([point("PERIOD_START", null), point("SHOT", 0.001)])).toBeUndefined();
});
