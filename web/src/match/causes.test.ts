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

it("leaves out what was said before kick-off and moved nothing, and shows what moved something", () => {
  const said = (home: number, period = 0) =>
    ({ cause: { type: null, statement: "ODDS", period }, change: { home, draw: -home, away: 0 } }) as PredictionPoint;
  const points = [said(0), said(0.02), said(0, 2)];
  expect(eventPoints(points)).toEqual(points.slice(1));
});

it("finds no big change where nothing has moved much", () => {
  expect(lastBigMove([point("PERIOD_START", null), point("SHOT", 0.001)])).toBeUndefined();
});
