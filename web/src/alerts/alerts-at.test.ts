import type { AlertView, MatchView } from "@touchline/client";
import { expect, it } from "vitest";
import { alertsAt, alertsOfMatch } from "./alerts-at.ts";

const alert = (id: string, sequence: number, raisedAt: number, endedAt: number | null, matchId = "m") =>
  ({ id, matchId, sequence, raisedAt, endedAt, state: endedAt === null ? "RAISED" : "ENDED" }) as AlertView;
const all = [alert("first", 10, 1_000, 3_000), alert("second", 20, 2_000, null), alert("other", 1, 500, null, "n")];
const at = (sequence: number, asOf: number) => alertsAt(all, { matchId: "m", sequence, asOf } as MatchView);

it("are those of the match, the latest first", () => {
  const told = [
    ["second", "RAISED"],
    ["first", "ENDED"],
  ];
  expect(alertsOfMatch(all, "m").map(({ id, state }) => [id, state])).toEqual(told);
  expect(at(99, 9_000).map(({ id, state }) => [id, state])).toEqual(told);
});

it("are not known before they were raised, and open until they ended", () => {
  expect(at(9, 900)).toEqual([]);
  expect(at(12, 1_500)).toMatchObject([{ id: "first", state: "RAISED", endedAt: null }]);
});
