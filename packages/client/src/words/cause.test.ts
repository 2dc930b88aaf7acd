import { expect, it } from "vitest";
import type { CauseView } from "../protocol.ts";
import { causeWords, changeWords, momentWords } from "./cause.ts";

const names = { home: "Crystal Palace", away: "West Bromwich Albion" };
const goal: CauseView = {
  record: "EVENT",
  correlationId: "wyscout/wyscout:2500090/12/1",
  id: "12",
  revision: 1,
  status: "CONFIRMED",
  type: "GOAL",
  side: "HOME",
  player: "W. Zaha",
  period: 2,
  second: 1444,
  statement: null,
};

it("tells a goal with its minute, scorer and side", () => {
  expect(momentWords(goal, names)).toBe("70' Goal, W. Zaha (Crystal Palace)");
});

it("says for whom an own goal counts", () => {
  expect(causeWords({ ...goal, type: "OWN_GOAL", side: "AWAY" }, names)).toBe(
    "Own goal, W. Zaha (for West Bromwich Albion)",
  );
});

it("says what is not sure, and what was taken back", () => {
  expect(causeWords({ ...goal, status: "TENTATIVE" }, names)).toBe("Goal to be confirmed, W. Zaha (Crystal Palace)");
  expect(causeWords({ ...goal, status: "CANCELLED" }, names)).toBe("Goal taken back, W. Zaha (Crystal Palace)");
});

it("needs no type to tell a line-up", () => {
  const lineUp = { ...goal, record: "LINE_UP", type: null, player: null, period: 0, second: 0 } as const;
  expect(momentWords(lineUp, names)).toBe("Line-up announced (Crystal Palace)");
});

it("names what was said of a match or of a team", () => {
  const told = { ...goal, type: null, period: 0, second: 0 } as const;
  expect(momentWords({ ...told, statement: "AVAILABILITY" }, names)).toBe(
    "News of a player's availability, W. Zaha (Crystal Palace)",
  );
  const odds = { ...told, statement: "ODDS", side: null, player: null } as const;
  expect(momentWords(odds, names)).toBe("Odds moved");
  expect(momentWords({ ...odds, period: 2, second: 1444 }, names)).toBe("70' Bookmakers suspend or reopen");
});

it("tells an injury, and that nothing is told", () => {
  expect(causeWords({ ...goal, type: "INJURY" }, names)).toBe("Injury, W. Zaha (Crystal Palace)");
  expect(momentWords({ ...goal, type: "SILENCE", side: null, player: null }, names)).toBe("70' The feed is silent");
});

it("names the result that moved most, and none where nothing that shows did", () => {
  expect(changeWords({ home: 0.213, draw: -0.15, away: -0.063 })).toBe("home win +21.3 points");
  expect(changeWords({ home: 0.05, draw: -0.2, away: 0.15 })).toBe("draw \u221220.0 points");
  expect(changeWords({ home: 0.0001, draw: -0.0001, away: 0 })).toBeUndefined();
  expect(changeWords(null)).toBeUndefined();
});
