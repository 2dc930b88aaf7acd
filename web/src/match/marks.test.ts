import type { CauseView, PredictionPoint } from "@touchline/client";
import { expect, it } from "vitest";
import { goalsOf, marks } from "./marks.ts";

function told(cause: Partial<CauseView>): PredictionPoint {
  const whole = {
    id: "1",
    revision: 1,
    status: "CONFIRMED",
    type: "GOAL",
    side: "HOME",
    period: 1,
    second: 60,
    ...cause,
  };
  return { cause: whole } as PredictionPoint;
}

it("shows a goal that VAR took back once, as taken back, and counts it no more", () => {
  const all = marks([told({ status: "TENTATIVE" }), told({ revision: 2 }), told({ revision: 3, status: "CANCELLED" })]);
  expect(all).toMatchObject([{ kind: "goal", doubt: "cancelled" }]);
  expect(goalsOf("HOME", all)).toEqual([]);
});

it("puts marks in the order of play, however late they were told", () => {
  const all = marks([told({ id: "late", second: 500 }), told({ id: "early", second: 100, type: "YELLOW" })]);
  expect(all.map(({ cause }) => cause.id)).toEqual(["early", "late"]);
});

it("marks neither shots nor the clock", () => {
  expect(marks([told({ type: "SHOT" }), told({ id: "2", type: "CLOCK" }), told({ id: "3", type: null })])).toEqual([]);
});
