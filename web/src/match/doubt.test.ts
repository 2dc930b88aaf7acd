import type { CauseView, MatchView } from "@touchline/client";
import { expect, it } from "vitest";
import type { Badge, Trust } from "../honesty.ts";
import { doubtOf } from "./doubt.ts";

const names = { home: "Crystal Palace", away: "West Bromwich Albion" };
const badge = (trust: Trust, detail = ""): Badge => ({ trust, label: "", detail });

function view(sequence: number, suspended: boolean, cause: Partial<CauseView> = {}): MatchView {
  const whole = {
    record: "EVENT",
    status: "CONFIRMED",
    type: "CLOCK",
    side: null,
    player: null,
    period: 2,
    second: 1440,
  };
  return { sequence, suspended, cause: { ...whole, statement: null, ...cause } } as MatchView;
}

const goal = { type: "GOAL", side: "HOME", player: "W. Zaha", second: 1444 } as const;

it("names what suspended a match, and since when, though more was told since", () => {
  const points = [
    view(1, false),
    view(2, true, goal),
    view(3, true, { type: "SUBSTITUTION", side: "AWAY", second: 1500 }),
  ];
  expect(doubtOf(points[2] as MatchView, badge("suspended"), points, names)).toBe(
    "Suspended since 70': Goal, W. Zaha (Crystal Palace). Do not act on these figures until play goes on.",
  );
});

it("says what waits to be confirmed", () => {
  const tentative = view(2, true, { ...goal, status: "TENTATIVE" });
  expect(doubtOf(tentative, badge("suspended"), [view(1, false), tentative], names)).toBe(
    "Suspended since 70': Goal to be confirmed, W. Zaha (Crystal Palace). Do not act on these figures until it is confirmed or taken back.",
  );
});

it("goes by the match alone where its history is not known yet", () => {
  expect(doubtOf(view(9, true, goal), badge("suspended"), [], names)).toContain("since 70': Goal");
});

it("passes on why a match is stale, and doubts nothing that is live or over", () => {
  expect(doubtOf(view(1, false), badge("stale", "The feed is down."), [], names)).toBe("The feed is down.");
  expect(doubtOf(view(1, false), badge("live"), [], names)).toBeUndefined();
  expect(doubtOf(view(1, true), badge("over"), [], names)).toBeUndefined();
});
