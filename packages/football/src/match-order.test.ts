import { describe, expect, it } from "vitest";
import { event, fixture, lineUp } from "./match.fixture.ts";
import { entryId } from "./match-entry.ts";
import { compareEntries } from "./match-order.ts";

describe("the order of a match", () => {
  it("puts the fixture first, then line-ups, then events by period, second and kind, the whistle last", () => {
    const inOrder = [
      fixture(),
      lineUp("HOME"),
      lineUp("AWAY"),
      event("start", { type: "PERIOD_START", second: 0 }),
      event("shot", { type: "SHOT", second: 2_760 }),
      event("goal", { type: "GOAL", second: 2_760 }),
      event("var", { type: "VAR_DECISION", second: 2_760 }),
      event("end", { type: "PERIOD_END", second: 2_760 }),
      event("a", { type: "CLOCK", period: 2, second: 1 }),
      event("b", { type: "CLOCK", period: 2, second: 1 }),
      event("a", { type: "CLOCK", period: 2, second: 1, provider: "zz" }),
    ];
    expect([...inOrder].reverse().sort(compareEntries)).toEqual(inOrder);
  });

  it("holds no two entries equal unless they have the same identity", () => {
    const entries = [
      fixture(),
      lineUp("HOME"),
      lineUp("AWAY"),
      event("a", { type: "GOAL" }),
      event("b", { type: "GOAL" }),
    ];
    for (const a of entries) {
      for (const b of entries) expect(compareEntries(a, b) === 0).toBe(entryId(a) === entryId(b));
    }
  });
});
