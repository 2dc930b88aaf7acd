import { expect, it } from "vitest";
import { isBeyondNinety, shootOutWords } from "./ninety.ts";

it("knows when ninety minutes are over and the match goes on or went on", () => {
  expect(isBeyondNinety({ period: 2, phase: "LIVE" })).toBe(false);
  expect(isBeyondNinety({ period: 1, phase: "BREAK" })).toBe(false);
  expect(isBeyondNinety({ period: 2, phase: "FINISHED" })).toBe(false);
  expect(isBeyondNinety({ period: 2, phase: "BREAK" })).toBe(true);
  expect(isBeyondNinety({ period: 3, phase: "LIVE" })).toBe(true);
  expect(isBeyondNinety({ period: 5, phase: "FINISHED" })).toBe(true);
});

it("tells a shoot-out, and says where its kicks are not told", () => {
  expect(shootOutWords({ period: 4, phase: "FINISHED", shootOut: null })).toBeUndefined();
  expect(shootOutWords({ period: 5, phase: "LIVE", shootOut: { home: 2, away: 1 } })).toBe("2–1 on penalties");
  expect(shootOutWords({ period: 5, phase: "FINISHED", shootOut: { home: 4, away: 3 } })).toBe("4–3 on penalties");
  expect(shootOutWords({ period: 5, phase: "FINISHED", shootOut: null })).toBe("won on penalties, kicks not told");
});
