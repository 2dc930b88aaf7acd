import type { MatchView } from "@touchline/client";
import { describe, expect, it } from "vitest";
import { indexAt, playedSeconds, stepFrom, steps } from "./playhead.ts";

const view = (period: number, second: number, type = "CLOCK") => ({ period, second, cause: { type } }) as MatchView;

describe("the way through a match", () => {
  it("leaves breaks out, and counts stoppage", () => {
    const views = [view(0, 0), view(1, 0), view(1, 2790), view(2, 0), view(2, 60), view(5, 30)];
    expect(playedSeconds(views)).toEqual([0, 0, 2790, 2790, 2850, 2880]);
  });

  it("never goes back for an event that was told late", () => {
    expect(playedSeconds([view(1, 100), view(1, 40), view(2, 10), view(1, 2700)])).toEqual([100, 100, 110, 110]);
  });

  it("finds what held at a moment", () => {
    const played = [0, 0, 60, 60, 120];
    expect([indexAt(played, 0), indexAt(played, 59), indexAt(played, 60), indexAt(played, 999)]).toEqual([1, 1, 3, 4]);
    expect(indexAt([], 5)).toBe(0);
  });
});

describe("a step", () => {
  const all = steps([view(0, 0, "FIXTURE"), view(1, 5), view(1, 9, "SHOT"), view(1, 12, "GOAL"), view(1, 20)]);

  it("leads from event to event, past shots and the clock", () => {
    expect(all).toEqual([0, 3]);
    expect(stepFrom(all, 0, 1, 4)).toBe(3);
    expect(stepFrom(all, 3, -1, 4)).toBe(0);
  });

  it("leads to either end where there is no further event", () => {
    expect(stepFrom(all, 3, 1, 4)).toBe(4);
    expect(stepFrom(all, 0, -1, 4)).toBe(0);
  });
});
