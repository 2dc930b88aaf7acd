import type { CauseView, PredictionPoint } from "@touchline/client";
import { expect, it } from "vitest";
import { goalsOf, marks } from "./marks.ts";

function told(cause: Partial<CauseView>, home = 0): PredictionPoint {
  const whole = {
    ...{ record: "EVENT", id: "1", revision: 1, status: "CONFIRMED" },
    ...{ type: "GOAL", side: "HOME", period: 1, second: 60 },
    ...cause,
  };
  return { cause: whole, change: { home, draw: -home, away: 0 } } as PredictionPoint;
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

it("tells what an event did by the revision that moved something, and what it was by the last", () => {
  const scored = told({ status: "TENTATIVE", player: "W. Zaha" });
  const stands = told({ revision: 2, player: "W. Zaha" }, 0.3);
  const [mark] = marks([scored, stands, told({ revision: 3, player: "C. Benteke" })]);
  expect(mark?.point).toBe(stands);
  expect(mark?.cause.player).toBe("C. Benteke");
});

it("marks who comes on and who is announced, and neither shots nor the clock", () => {
  const lineUp = told({ id: "line-up:HOME", record: "LINE_UP", type: null, period: 0, second: 0 });
  const all = marks([
    ...[lineUp, told({ type: "SHOT" }), told({ id: "2", type: "CLOCK" }), told({ id: "3", type: null })],
    told({ id: "4", type: "SUBSTITUTION" }),
  ]);
  expect(all.map(({ kind }) => kind)).toEqual(["line-up", "substitution"]);
});
