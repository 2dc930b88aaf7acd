import { describe, expect, it } from "vitest";
import { clock, minute } from "./clock.ts";

describe("the minute of a match", () => {
  it.each([
    [1, 0, "1'"],
    [1, 2699, "45'"],
    [1, 2700, "45+1'"],
    [1, 2786.1, "45+2'"],
    [2, 1444, "70'"],
    [2, 2765.2, "90+2'"],
    [3, 0, "91'"],
    [4, 930, "120+1'"],
    [0, 0, ""],
    [5, 0, "pens"],
  ])("is counted as football counts it: period %i, second %d is %s", (period, second, expected) => {
    expect(minute({ period, second })).toBe(expected);
  });
});

describe("the clock of a scoreboard", () => {
  const match = { period: 1, second: 2790, kickOff: 0 };

  it("runs while the match is played", () => expect(clock({ ...match, phase: "LIVE" })).toBe("45+2'"));
  it("says half-time in the break", () => expect(clock({ ...match, phase: "BREAK" })).toBe("Half-time"));
  it("says how a match ended", () => {
    expect(clock({ ...match, phase: "FINISHED", period: 2 })).toBe("Full time");
    expect(clock({ ...match, phase: "FINISHED", period: 4 })).toBe("After extra time");
    expect(clock({ ...match, phase: "FINISHED", period: 5 })).toBe("After penalties");
  });
});
