import { describe, expect, it } from "vitest";
import { event, fixture, MatchLog, player, revised } from "./match.fixture.ts";
import { judgeRevision } from "./revision.ts";

const goal = event("goal", { type: "GOAL", player: player("W. Zaha", "8422") });

describe("judging a revision", () => {
  it("takes the first and every higher one", () => {
    expect(judgeRevision(undefined, goal)).toBe("new");
    expect(judgeRevision(goal, revised(goal))).toBe("replaces");
  });

  it("knows the same again, also as a copy from elsewhere", () => {
    expect(judgeRevision(goal, structuredClone(goal))).toBe("duplicate");
    expect(judgeRevision(fixture(), JSON.parse(JSON.stringify(fixture())))).toBe("duplicate");
  });

  it("passes a lower one over", () => {
    expect(judgeRevision(revised(goal), goal)).toBe("stale");
  });

  it("refuses the same revision with other content, however deep, and keeps the one known", () => {
    const other = event("goal", { type: "GOAL", player: player("W. Zaha", "8423") });
    const log = new MatchLog([goal]);
    const before = log.state;
    expect(log.put(other)).toBe("conflict");
    expect(log.state).toEqual(before);
  });
});
